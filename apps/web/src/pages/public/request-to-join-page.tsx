import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { TextAreaField, TextField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import type { Language } from '../../i18n/i18n.ts';
import { TextLink } from '../../navigation/link.tsx';
import { paths } from '../../navigation/paths.ts';

const nothing = { inn: '', kpp: '', email: '', name: '', comment: '' };

/** Asks the owners of an organization to be let in. The answer tells nobody whether there is such an organization. */
export function Page() {
  const { t, i18n } = useTranslation();
  const [isSent, setSent] = useState(false);
  async function submit({ kpp, comment, ...asked }: typeof nothing): Promise<void> {
    const body = { ...asked, kpp: kpp || null, locale: i18n.language as Language, ...(comment === '' ? {} : { comment }) };
    await api.auth.requestToJoin({ body });
    setSent(true);
  }
  return (
    <>
      <Stack gap={6}>
        <PageHeader title={t(isSent ? 'joining.sent_title' : 'joining.ask_title')} />
        <Text c="dimmed" role="status">
          {t(isSent ? 'joining.sent' : 'joining.ask_lead')}
        </Text>
      </Stack>
      {!isSent && (
        <Form initial={nothing} submit={submit} submitLabel={t('joining.ask')} unguarded>
          <TextField name="inn" label={t('clients.inn')} description={t('clients.inn_hint')} required autoFocus />
          <TextField name="kpp" label={t('clients.kpp')} description={t('joining.kpp_hint')} />
          <TextField name="name" label={t('session.name')} autoComplete="name" required />
          <TextField name="email" type="email" label={t('session.email')} autoComplete="email" required />
          <TextAreaField name="comment" label={t('joining.comment')} description={t('joining.comment_hint')} />
        </Form>
      )}
      <TextLink to={paths.logIn()} size="sm">
        {t('session.back_to_log_in')}
      </TextLink>
    </>
  );
}
