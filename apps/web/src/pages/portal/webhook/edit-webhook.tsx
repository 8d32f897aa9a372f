import type { Webhook } from '@kabinet/contracts/notifications/webhook-resources';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { versionOf } from '../../../api/client.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { Dialog } from '../../../forms/dialog.tsx';
import { Form } from '../../../forms/form.tsx';
import { showWebhookChanges, webhookQuery } from './queries.ts';
import { WebhookFields } from './webhook-fields.tsx';

/** Changes where a webhook leads and what it tells of. */
export function EditWebhook({ webhook, close }: { readonly webhook: Webhook; readonly close: () => void }) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(webhook);
  const { id } = webhook;
  async function submit(body: ReturnType<typeof valuesOf>): Promise<void> {
    await api.notifications.changeWebhook({ params: { id }, body }, { ifMatch: versionOf(seen) });
    announce(t('webhooks.saved'));
    await showWebhookChanges();
    close();
  }
  async function reload() {
    const fresh = await queryClient.query({ ...webhookQuery(id), staleTime: 0 });
    setSeen(fresh);
    return valuesOf(fresh);
  }
  return (
    <Dialog title={t('webhooks.edit')} close={close}>
      <Form initial={valuesOf(webhook)} submit={submit} submitLabel={t('webhooks.save')} cancel={close} reload={reload}>
        <WebhookFields />
      </Form>
    </Dialog>
  );
}

function valuesOf({ url, description, events }: Webhook) {
  return { url, description, events: [...events] };
}
