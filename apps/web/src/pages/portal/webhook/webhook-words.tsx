import type { Webhook, WebhookAttempt, WebhookDelivery, WebhookSubject } from '@kabinet/contracts/notifications/webhook-resources';
import { useTranslation } from 'react-i18next';
import { StateLabel, type Tone } from '../../../components/state-label.tsx';
import { useFormat } from '../../../i18n/use-format.ts';

export const WEBHOOK_SUBJECTS = ['license', 'expiry', 'transfer', 'release', 'advisory'] as const satisfies readonly WebhookSubject[];
export const DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const satisfies readonly WebhookDelivery['status'][];

const TYPES = [
  'license.issued',
  'license.extended',
  'license.suspended',
  'license.resumed',
  'license.revoked',
  'certificate.issued',
  'certificate.extended',
  'certificate.suspended',
  'certificate.resumed',
  'certificate.revoked',
  'purchase.accepted',
  'expiry.due',
  'transfer.pending',
  'transfer.done',
  'transfer.returned',
  'transfer.declined',
  'transfer.withdrawn',
  'release.published',
  'release.recalled',
  'advisory.published',
  'webhook.test',
] as const;

/** What a message tells, in words; its type where a newer portal sends another. */
export function useTypeName(): (type: string) => string {
  const { t } = useTranslation();
  return (type) => {
    const known = TYPES.find((one) => one === type);
    return known === undefined ? type : t(`webhooks.types.${known}`);
  };
}

const WEBHOOK_TONES: Readonly<Record<Webhook['status'], Tone>> = { enabled: 'good', disabled: 'over', failed: 'bad' };

/** One that is on and to which nothing gets through wants a look. */
export function WebhookState({ webhook: { status, failing_since } }: { readonly webhook: Webhook }) {
  const { t } = useTranslation();
  if (status === 'enabled' && failing_since !== null) return <StateLabel tone="warning">{t('webhooks.failing')}</StateLabel>;
  return <StateLabel tone={WEBHOOK_TONES[status]}>{t(`webhooks.status.${status}`)}</StateLabel>;
}

const DELIVERY_TONES: Readonly<Record<WebhookDelivery['status'], Tone>> = { pending: 'waiting', delivered: 'good', failed: 'bad' };

export function DeliveryState({ status }: Pick<WebhookDelivery, 'status'>) {
  const { t } = useTranslation();
  return <StateLabel tone={DELIVERY_TONES[status]}>{t(`webhooks.delivery_status.${status}`)}</StateLabel>;
}

/** How an attempt went: when, how it ended, how long it took. */
export function useAttemptWords(): (attempt: WebhookAttempt) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ at, outcome, status, duration_ms }) => {
    const ended = t(`webhooks.outcome.${outcome}`, { status: status ?? '' });
    return t('webhooks.attempt', { at: format.instant(at), outcome: ended, duration: format.number(duration_ms) });
  };
}
