import type { Webhook, WebhookDelivery } from '@kabinet/contracts/notifications/webhook-resources';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { ChoiceFilter } from '../../../components/list/choice-filter.tsx';
import type { Column } from '../../../components/list/columns.ts';
import { List } from '../../../components/list/list.tsx';
import type { ListDefinition } from '../../../components/list/list-definition.ts';
import { Notice } from '../../../components/notice.tsx';
import { Section } from '../../../components/section.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { DeliveryDialog } from './delivery-dialog.tsx';
import { DELIVERY_STATES, DeliveryState, useAttemptWords, useTypeName } from './webhook-words.tsx';

/** What a webhook was sent. */
export function deliveriesOf(webhookId: string): ListDefinition<WebhookDelivery> {
  return {
    name: 'webhook-deliveries',
    fetch: (query, signal) => api.notifications.listWebhookDeliveries({ params: { id: webhookId }, query }, { signal }),
    filters: ['status'],
    sort: '-created_at',
    of: webhookId,
  };
}

/** The log of a webhook: every message, what became of it, and a way to send it again. */
export function Deliveries({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation();
  const [shown, show] = useState<WebhookDelivery>();
  const typeName = useTypeName();
  return (
    <Section title={t('webhooks.log')}>
      <List
        list={deliveriesOf(webhook.id)}
        columns={useColumns(show)}
        nameOf={({ type }) => typeName(type)}
        filters={
          <ChoiceFilter
            name="status"
            label={t('webhooks.state')}
            options={DELIVERY_STATES.map((value) => ({ value, label: t(`webhooks.delivery_status.${value}`) }))}
          />
        }
        empty={<Notice title={t('webhooks.log_empty_title')}>{t('webhooks.log_empty')}</Notice>}
      />
      {shown && <DeliveryDialog webhook={webhook} id={shown.id} close={() => show(undefined)} />}
    </Section>
  );
}

function useColumns(show: (delivery: WebhookDelivery) => void): readonly Column<WebhookDelivery>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const typeName = useTypeName();
  const words = useAttemptWords();
  return [
    { id: 'type', header: t('webhooks.type'), isKey: true, cell: ({ type }) => typeName(type) },
    { id: 'status', header: t('webhooks.state'), cell: ({ status }) => <DeliveryState status={status} /> },
    {
      id: 'last_attempt',
      header: t('webhooks.last_attempt'),
      cell: ({ attempts }) => {
        const last = attempts.at(-1);
        return last ? words(last) : t('common.none');
      },
    },
    { id: 'created_at', header: t('webhooks.sent_at'), sort: 'created_at', cell: ({ created_at }) => format.instant(created_at) },
    {
      id: 'show',
      header: t('webhooks.message'),
      cell: (delivery) => (
        <Button
          variant="default"
          size="compact-sm"
          className="no-print"
          aria-label={t('webhooks.show_delivery', { at: format.instant(delivery.created_at) })}
          onClick={() => show(delivery)}
        >
          {t('webhooks.show')}
        </Button>
      ),
    },
  ];
}
