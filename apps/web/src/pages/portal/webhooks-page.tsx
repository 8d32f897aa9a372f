import type { Webhook } from '@kabinet/contracts/notifications/webhook-resources';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { GuideLink } from '../../components/guide-link.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { ProfileNavigation } from './profile/profile-navigation.tsx';
import { CreateWebhook } from './webhook/create-webhook.tsx';
import { WebhookState } from './webhook/webhook-words.tsx';

export const permission = 'webhooks.manage';
export const words = 'webhooks';

const list: ListDefinition<Webhook> = {
  name: 'webhooks',
  fetch: (query, signal) => api.notifications.listWebhooks({ query }, { signal }),
  filters: [],
  sort: '-created_at',
};

export async function load({ search }: PageInput): Promise<void> {
  await loadList(list, search);
}

export function Page() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('webhooks.title')} actions={<CreateWebhook />} />
      <ProfileNavigation />
      <Text c="dimmed" maw={720}>
        {t('webhooks.lead')}
      </Text>
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ url }) => url}
        empty={
          <Notice title={t('webhooks.none_title')} action={<GuideLink guide="webhooks" />}>
            {t('webhooks.none')}
          </Notice>
        }
      />
    </>
  );
}

function useColumns(): readonly Column<Webhook>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { id: 'url', header: t('webhooks.url'), isKey: true, cell: ({ id, url }) => <TextLink to={paths.webhook(id)}>{url}</TextLink> },
    { id: 'status', header: t('webhooks.state'), cell: (webhook) => <WebhookState webhook={webhook} /> },
    { id: 'description', header: t('webhooks.description'), cell: ({ description }) => description },
    { id: 'cabinet', header: t('webhooks.cabinet'), cell: ({ cabinet }) => cabinet.name },
    {
      id: 'events',
      header: t('webhooks.events'),
      cell: ({ events }) => events.map((subject) => t(`notifications.kinds.${subject}`)).join(', '),
    },
    {
      id: 'created_at',
      header: t('webhooks.created'),
      sort: 'created_at',
      isExtra: true,
      cell: ({ created_at }) => format.instant(created_at),
    },
  ];
}
