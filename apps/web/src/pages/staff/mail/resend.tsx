import type { Mail } from '@kabinet/contracts/notifications/resources';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { versionOf } from '../../../api/client.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { ActionDialog, type ActionInput } from '../../../forms/action-dialog.tsx';
import { mailQuery } from './queries.ts';

/** Queues a mail again that was kept, failed or came back. */
export function ResendButton({ mail }: { readonly mail: Mail }) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState<Mail>();
  const { id } = mail;
  async function act({ idempotencyKey }: ActionInput): Promise<void> {
    await api.notifications.resendMail({ params: { id } }, { idempotencyKey, ifMatch: versionOf(seen ?? mail) });
    announce(t('mail.resent'));
    await queryClient.invalidateQueries({ queryKey: ['mails'] });
  }
  return (
    <>
      <Button variant="default" onClick={() => setSeen(mail)}>
        {t('mail.resend')}
      </Button>
      {seen && (
        <ActionDialog
          title={t('mail.resend_title')}
          preview={t('mail.resend_preview')}
          confirmLabel={t('mail.resend')}
          reload={async () => setSeen(await queryClient.query({ ...mailQuery(id), staleTime: 0 }))}
          act={act}
          close={() => setSeen(undefined)}
        />
      )}
    </>
  );
}
