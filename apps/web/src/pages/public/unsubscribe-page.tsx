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

/** Reached by the link at the end of a mail: asks first, as mail scanners open links too. */
export function Page() {
  const { t } = useTranslation();
  const [token] = useState(takeLinkToken);
  const [isDone, setDone] = useState(false);
  if (token === null) return <IncompleteLink />;
  async function submit(): Promise<void> {
    await api.notifications.unsubscribe({ params: { token: token ?? '' } });
    setDone(true);
  }
  return (
    <>
      <Stack gap={6}>
        <PageHeader title={t(isDone ? 'notifications.unsubscribed_title' : 'notifications.unsubscribe_title')} />
        <Text c="dimmed" role="status">
          {t(isDone ? 'notifications.unsubscribed' : 'notifications.unsubscribe_lead')}
        </Text>
      </Stack>
      {isDone ? (
        <Button renderRoot={(root) => <Link to={paths.logIn()} {...root} />}>{t('notifications.to_portal')}</Button>
      ) : (
        <Form initial={{}} submit={submit} submitLabel={t('notifications.unsubscribe')} unguarded>
          {null}
        </Form>
      )}
    </>
  );
}
