import type { Announcement } from '@kabinet/contracts/notifications/resources';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ChoiceFilter } from '../../components/list/choice-filter.tsx';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';

export const permission = 'notifications.manage';
export const words = 'console';

const STATES = ['published', 'scheduled', 'withdrawn'] as const satisfies readonly Announcement['status'][];

const list: ListDefinition<Announcement> = {
  name: 'announcements',
  of: 'vendor',
  fetch: (query, signal) => api.notifications.listAnnouncements({ query }, { signal }),
  filters: ['status'],
  sort: '-published_at',
};

export async function load({ search }: PageInput): Promise<void> {
  await loadList(list, search);
}

export function Page() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('announcements.title')} actions={<NewAnnouncement />} />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ title }) => title.ru}
        filters={
          <ChoiceFilter
            name="status"
            label={t('notifications.state')}
            options={STATES.map((value) => ({ value, label: t(`announcements.status.${value}`) }))}
          />
        }
        empty={
          <Notice title={t('announcements.empty_title')} action={<NewAnnouncement />}>
            {t('announcements.empty')}
          </Notice>
        }
      />
    </>
  );
}

function NewAnnouncement() {
  const { t } = useTranslation();
  return <Button renderRoot={(root) => <Link to={paths.newAnnouncement()} {...root} />}>{t('announcements.new')}</Button>;
}

function useColumns(): readonly Column<Announcement>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'title',
      header: t('announcements.heading'),
      isKey: true,
      cell: ({ id, title }) => <TextLink to={paths.announcement(id)}>{format.text(title)}</TextLink>,
    },
    { id: 'audience', header: t('announcements.audience'), cell: ({ audience }) => t(`announcements.audiences.${audience.kind}`) },
    { id: 'status', header: t('notifications.state'), cell: ({ status }) => t(`announcements.status.${status}`) },
    {
      id: 'published_at',
      header: t('announcements.published_at'),
      sort: 'published_at',
      cell: ({ published_at }) => format.instant(published_at),
    },
    { id: 'read_by', header: t('announcements.read_by'), align: 'right', cell: ({ read_by }) => format.number(read_by) },
  ];
}
