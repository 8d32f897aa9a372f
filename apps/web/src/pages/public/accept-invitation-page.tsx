import { MIN_PASSWORD_LENGTH } from '@kabinet/contracts/auth/password';
import type { InvitationPreview } from '@kabinet/contracts/auth/resources';
import { Button, Stack, Text } from '@mantine/core';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { api } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { PasswordField, TextField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { paths } from '../../navigation/paths.ts';
import { takeLinkToken } from '../../session/link-token.ts';
import { IncompleteLink } from './incomplete-link.tsx';

type Invitation = Static<typeof InvitationPreview>;

function invitationQuery(token: string) {
  return queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => api.auth.readInvitation({ body: { token } }),
    staleTime: Infinity,
  });
}

export async function load(): Promise<void> {
  const token = takeLinkToken();
  if (token !== null) await ensure(invitationQuery(token));
}

/** Reached by the link of a mail. */
export function Page() {
  const token = takeLinkToken();
  return token === null ? <IncompleteLink /> : <Accept token={token} />;
}

function Accept({ token }: { readonly token: string }) {
  const { t } = useTranslation();
  const invitation = useSuspenseQuery(invitationQuery(token)).data;
  const [isAccepted, setAccepted] = useState(false);
  const isNew = invitation.account === 'new';
  if (isAccepted) return <Accepted invitation={invitation} />;
  async function submit({ name, password }: { name: string; password: string }): Promise<void> {
    await api.auth.acceptInvitation({ body: { token, password, ...(isNew ? { name } : {}) } });
    setAccepted(true);
  }
  return (
    <>
      <Greeting invitation={invitation} />
      <Form initial={{ name: invitation.name, password: '' }} submit={submit} submitLabel={t('session.accept')} unguarded>
        {isNew && <TextField name="name" label={t('session.name')} autoComplete="name" required />}
        {isNew ? <NewPassword /> : <PasswordField name="password" label={t('session.password')} autoComplete="current-password" required />}
      </Form>
    </>
  );
}

function NewPassword() {
  const { t } = useTranslation();
  const hint = t('session.password_hint', { count: MIN_PASSWORD_LENGTH });
  return <PasswordField name="password" label={t('session.new_password')} description={hint} autoComplete="new-password" required />;
}

function Greeting({ invitation: { cabinet, invited_by, role, account, email } }: { readonly invitation: Invitation }) {
  const { t } = useTranslation();
  const roleName = t(`common.role.${role}`);
  return (
    <Stack gap={6}>
      <PageHeader title={t('session.invitation_title', { cabinet: cabinet.name })} />
      <Text c="dimmed">
        {invited_by === null
          ? t('session.invitation_lead_vendor', { role: roleName })
          : t('session.invitation_lead', { inviter: invited_by, role: roleName })}
      </Text>
      <Text>{email}</Text>
      {account === 'existing' && <Text c="dimmed">{t('session.invitation_existing')}</Text>}
    </Stack>
  );
}

function Accepted({ invitation: { cabinet, email } }: { readonly invitation: Invitation }) {
  const { t } = useTranslation();
  return (
    <>
      <Stack gap={6}>
        <PageHeader title={t('session.accepted_title', { cabinet: cabinet.name })} />
        <Text c="dimmed" role="status">
          {t('session.accepted', { email })}
        </Text>
      </Stack>
      <Button renderRoot={(root) => <Link to={paths.logIn()} {...root} />}>{t('session.log_in')}</Button>
    </>
  );
}
