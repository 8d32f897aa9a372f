import { Button, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { Form } from '../../forms/form.tsx';
import { paths } from '../../navigation/paths.ts';
import { takeLinkToken } from '../../session/link-token.ts';
import { IncompleteLink } from './incomplete-link.tsx';

/** Reached by the link of a mail. The person presses a button: programs that look into mails must not confirm by looking. */
export function Page() {
  const { t } = useTranslation();
  const [token] = useState(takeLinkToken);
  const [isDone, setDone] = useState(false);
  if (token === null) return <IncompleteLink />;
  async function submit(): Promise<void> {
    await api.auth.confirmEmailChange({ body: { token: token ?? '' } });
    setDone(true);
  }
  return (
    <>
      <Stack gap={6}>
        <PageHeader title={t(isDone ? 'security.email_confirmed_title' : 'security.confirm_email_title')} />
        <Text c="dimmed" role="status">
          {t(isDone ? 'security.email_confirmed' : 'security.confirm_email')}
        </Text>
      </Stack>
      {isDone ? (
        <Button renderRoot={(root) => <Link to={paths.logIn()} {...root} />}>{t('session.log_in')}</Button>
      ) : (
        <Form initial={{}} submit={submit} submitLabel={t('security.confirm_email_button')} unguarded>
          {null}
        </Form>
      )}
    </>
  );
}
