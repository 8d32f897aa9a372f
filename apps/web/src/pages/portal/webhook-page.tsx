import type { Webhook } from '@kabinet/contracts/notifications/webhook-resources';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { Facts } from '../../components/facts.tsx';
import { loadList } from '../../components/list/list-definition.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { Deliveries, deliveriesOf } from './webhook/deliveries.tsx';
import { webhookQuery } from './webhook/queries.ts';
import { WebhookActions } from './webhook/webhook-actions.tsx';
import { WebhookState } from './webhook/webhook-words.tsx';

export const permission = 'webhooks.manage';
export const words = 'webhooks';

export async function load({ params, search }: PageInput): Promise<void> {
  const id = pathParameter(params, 'id');
  await Promise.all([ensure(webhookQuery(id)), loadList(deliveriesOf(id), search)]);
}

export function Page() {
  const { t } = useTranslation();
  const webhook = useSuspenseQuery(webhookQuery(usePathParameter('id'))).data;
  return (
    <>
      <PageHeader
        title={new URL(webhook.url).host}
        back={
          <TextLink to={paths.webhooks()} size="sm">
            {t('webhooks.title')}
          </TextLink>
        }
        aside={<WebhookState webhook={webhook} />}
        actions={<WebhookActions webhook={webhook} />}
      />
      <Overview webhook={webhook} />
      <Deliveries webhook={webhook} />
    </>
  );
}

function Overview({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { url, cabinet, description, events, failing_since, previous_secret_until, created_at } = webhook;
  const instant = (label: string, value: string | null) => (value === null ? [] : [{ label, value: format.instant(value) }]);
  return (
    <Facts
      facts={[
        { label: t('webhooks.url'), value: url },
        { label: t('webhooks.cabinet'), value: cabinet.name },
        ...(description === '' ? [] : [{ label: t('webhooks.description'), value: description }]),
        { label: t('webhooks.events'), value: events.map((subject) => t(`notifications.kinds.${subject}`)).join(', ') },
        ...instant(t('webhooks.failing_since'), failing_since),
        ...instant(t('webhooks.both_secrets'), previous_secret_until),
        ...instant(t('webhooks.created'), created_at),
      ]}
    />
  );
}
