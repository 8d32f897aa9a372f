import type { Webhook, WebhookDeliveryDetails } from '@kabinet/contracts/notifications/webhook-resources';
import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { CodeArea } from '../../../components/code-area.tsx';
import { Facts } from '../../../components/facts.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Dialog } from '../../../forms/dialog.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { ActButton } from './act-button.tsx';
import { deliveryQuery } from './queries.ts';
import { DeliveryState, useAttemptWords, useTypeName } from './webhook-words.tsx';

interface DeliveryDialogProps {
  readonly webhook: Webhook;
  readonly id: string;
  readonly close: () => void;
}

/** One message as it was sent, with its attempts; it can be delivered again. */
export function DeliveryDialog({ webhook, id, close }: DeliveryDialogProps) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  const redeliver = () => api.notifications.redeliverWebhook({ params: { id: webhook.id, delivery_id: id } });
  const { data: delivery, error, refetch } = useQuery(deliveryQuery(webhook.id, id));
  return (
    <Dialog title={delivery ? typeName(delivery.type) : t('webhooks.message')} close={close} size="xl">
      {error && <FailureNotice error={error} retry={() => void refetch()} />}
      {delivery && (
        <Stack gap="md">
          <Overview delivery={delivery} />
          <Attempts delivery={delivery} />
          <CodeArea
            label={t('webhooks.message')}
            value={JSON.stringify(JSON.parse(delivery.payload), null, 2)}
            onChange={() => undefined}
            faults={[]}
            readOnly
          />
          <Group gap="sm">
            {delivery.status !== 'pending' && webhook.status === 'enabled' && (
              <ActButton variant="filled" label={t('webhooks.redeliver')} act={redeliver} done={t('webhooks.redelivered')} />
            )}
            <Button variant="default" onClick={close}>
              {t('webhooks.close')}
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}

function Overview({ delivery: { id, status, created_at, next_attempt_at } }: { readonly delivery: WebhookDeliveryDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const next = next_attempt_at === null ? [] : [{ label: t('webhooks.next_attempt'), value: format.instant(next_attempt_at) }];
  return (
    <Facts
      facts={[
        { label: t('webhooks.state'), value: <DeliveryState status={status} /> },
        { label: t('webhooks.sent_at'), value: format.instant(created_at) },
        ...next,
        { label: t('webhooks.message_id'), value: id },
      ]}
    />
  );
}

function Attempts({ delivery: { attempts } }: { readonly delivery: WebhookDeliveryDetails }) {
  const { t } = useTranslation();
  const words = useAttemptWords();
  if (attempts.length === 0) return <Text c="dimmed">{t('webhooks.no_attempts')}</Text>;
  return (
    <div>
      <Text fw={500}>{t('webhooks.attempts')}</Text>
      <List size="sm">
        {attempts.toReversed().map((attempt) => (
          <List.Item key={attempt.at}>{words(attempt)}</List.Item>
        ))}
      </List>
    </div>
  );
}
