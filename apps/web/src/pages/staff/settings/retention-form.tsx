import type { Retention } from '@kabinet/contracts/notifications/operations/retention';
import { Group } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { versionOf } from '../../../api/client.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { TextField } from '../../../forms/fields.tsx';
import { Form } from '../../../forms/form.tsx';
import { retentionQuery } from './queries.ts';

interface Values {
  readonly mail_days: string;
  readonly notice_months: string;
}

/** How long mails and notifications are kept. */
export function RetentionForm() {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(useSuspenseQuery(retentionQuery).data);
  async function submit({ mail_days, notice_months }: Values): Promise<void> {
    const body = { mail_days: Number(mail_days), notice_months: Number(notice_months) };
    setSeen(await api.notifications.putRetention({ body }, { ifMatch: versionOf(seen) }));
    await queryClient.invalidateQueries({ queryKey: retentionQuery.queryKey });
    announce(t('settings.retention_saved'));
  }
  async function reload(): Promise<Values> {
    const fresh = await queryClient.query({ ...retentionQuery, staleTime: 0 });
    setSeen(fresh);
    return valuesOf(fresh);
  }
  return (
    <Form initial={valuesOf(seen)} submit={submit} submitLabel={t('common.save')} reload={reload}>
      <Group gap="md" grow align="start">
        <TextField name="mail_days" type="number" label={t('settings.mail_days')} description={t('settings.mail_days_hint')} required />
        <TextField
          name="notice_months"
          type="number"
          label={t('settings.notice_months')}
          description={t('settings.notice_months_hint')}
          required
        />
      </Group>
    </Form>
  );
}

function valuesOf({ mail_days, notice_months }: Retention): Values {
  return { mail_days: String(mail_days), notice_months: String(notice_months) };
}
