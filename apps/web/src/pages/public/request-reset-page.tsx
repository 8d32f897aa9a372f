import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { TextField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { TextLink } from '../../navigation/link.tsx';
import { paths } from '../../navigation/paths.ts';

export function Page() {
  const { t } = useTranslation();
  const [sentTo, setSentTo] = useState<string>();
  async function submit(body: { email: string }): Promise<void> {
    await api.auth.requestPasswordReset({ body });
    setSentTo(body.email);
  }
  return (
    <>
      <Stack gap={6}>
        <PageHeader title={t(sentTo === undefined ? 'session.reset_title' : 'session.link_sent_title')} />
        <Text c="dimmed" role="status">
          {sentTo === undefined ? t('session.reset_lead') : t('session.link_sent', { email: sentTo })}
        </Text>
      </Stack>
      {sentTo === undefined && (
        <Form initial={{ email: '' }} submit={submit} submitLabel={t('session.send_link')} unguarded>
          <TextField name="email" type="email" label={t('session.email')} autoComplete="username" required autoFocus />
        </Form>
      )}
      <TextLink to={paths.logIn()} size="sm">
        {t('session.back_to_log_in')}
      </TextLink>
    </>
  );
}
