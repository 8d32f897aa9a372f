import { notificationKinds } from './notification/kinds.ts';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { showNotificationChanges } from '../../api/notifications.ts';
import { announce } from '../../components/announcements/announce.ts';
import { ChoiceFilter } from '../../components/list/choice-filter.tsx';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { TextLink } from '../../navigation/link.tsx';
import { paths } from '../../navigation/paths.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { FailureDialog } from '../../forms/failure-dialog.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import type { PageInput } from '../../navigation/page.ts';
import { NotificationMenu } from './notification/notification-menu.tsx';
import { NotificationTitle } from './notification/notification-title.tsx';
import type { Notification } from './notification/queries.ts';

const list: ListDefinition<Notification> = {
  name: 'notifications',
  // What one is told is one's own, of whatever organization.
  of: 'me',
  fetch: (query, signal) => api.notifications.listNotifications({ query }, { signal }),
  filters: ['kind', 'unread'],
  sort: '-created_at',
};

export async function load({ search }: PageInput): Promise<void> {
  await loadList(list, search);
}

export function Page() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('notifications.title')} actions={<ReadAll />} />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ title }) => title}
        filters={<Filters />}
        empty={
          <Notice
            title={t('notifications.empty_title')}
            action={<TextLink to={paths.notificationPreferences()}>{t('notifications.preferences')}</TextLink>}
          >
            {t('notifications.empty')}
          </Notice>
        }
      />
    </>
  );
}

function ReadAll() {
  const { t } = useTranslation();
  const reading = useMutation({
    mutationFn: () => api.notifications.readNotifications({}),
    onSuccess: async () => {
      announce(t('notifications.all_read'));
      await showNotificationChanges();
    },
  });
  return (
    <>
      <Button variant="default" loading={reading.isPending} onClick={() => reading.mutate()}>
        {t('notifications.read_all')}
      </Button>
      {reading.isError && <FailureDialog error={reading.error} close={reading.reset} />}
    </>
  );
}

function Filters() {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceFilter name="unread" label={t('notifications.state')} options={[{ value: 'true', label: t('notifications.unread') }]} />
      <ChoiceFilter
        name="kind"
        label={t('notifications.kind')}
        options={notificationKinds.map((value) => ({ value, label: t(`notifications.kinds.${value}`) }))}
      />
    </>
  );
}

function useColumns(): readonly Column<Notification>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'title',
      header: t('notifications.what'),
      isKey: true,
      cell: (notification) => <NotificationTitle notification={notification} />,
    },
    { id: 'kind', header: t('notifications.kind'), cell: ({ kind }) => t(`notifications.kinds.${kind}`) },
    { id: 'cabinet', header: t('licenses.cabinet'), cell: ({ cabinet }) => cabinet?.name ?? t('common.none') },
    { id: 'created_at', header: t('notifications.at'), sort: 'created_at', cell: ({ created_at }) => format.instant(created_at) },
    { id: 'actions', header: t('organizations.actions'), cell: (notification) => <NotificationMenu notification={notification} /> },
  ];
}
