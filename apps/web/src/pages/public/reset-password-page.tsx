import { MIN_PASSWORD_LENGTH } from '@kabinet/contracts/auth/password';
import { Button, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { PasswordField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { paths } from '../../navigation/paths.ts';
import { takeLinkToken } from '../../session/link-token.ts';
import { IncompleteLink } from './incomplete-link.tsx';

/** Reached by the link of a mail. */
export function Page() {
  const { t } = useTranslation();
  const [token] = useState(takeLinkToken);
  const [isDone, setDone] = useState(false);
  if (token === null) return <IncompleteLink />;
  if (isDone) return <PasswordSet />;
  async function submit({ password }: { password: string }): Promise<void> {
    await api.auth.confirmPasswordReset({ body: { token: token ?? '', password } });
    setDone(true);
  }
  return (
    <>
      <Stack gap={6}>
        <PageHeader title={t('session.choose_password_title')} />
        <Text c="dimmed">{t('session.choose_password_lead')}</Text>
      </Stack>
      <Form initial={{ password: '' }} submit={submit} submitLabel={t('session.set_password')} unguarded>
        <PasswordField
          name="password"
          label={t('session.new_password')}
          description={t('session.password_hint', { count: MIN_PASSWORD_LENGTH })}
          autoComplete="new-password"
          required
          autoFocus
        />
      </Form>
    </>
  );
}

function PasswordSet() {
  const { t } = useTranslation();
  return (
    <>
      <Stack gap={6}>
        <PageHeader title={t('session.password_set_title')} />
        <Text c="dimmed" role="status">
          {t('session.password_set')}
        </Text>
      </Stack>
      <Button renderRoot={(root) => <Link to={paths.logIn()} {...root} />}>{t('session.log_in')}</Button>
    </>
  );
}
