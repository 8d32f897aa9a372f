import { Button } from '@mantine/core';
import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ChoiceFilter } from '../../components/list/choice-filter.tsx';
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
import { ClientState } from '../../components/client-state.tsx';
import { useMay } from '../../session/me.ts';

export const permission = 'staff';

const list: ListDefinition<Cabinet> = {
  name: 'cabinets',
  fetch: (query, signal) => api.organizations.listCabinets({ query }, { signal }),
  filters: ['kind', 'status', 'parent_id'],
  sort: 'name',
};

export async function load({ search }: PageInput): Promise<void> {
  await loadList(list, search);
}

export function Page() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('clients.title')} actions={<NewClient />} />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ name }) => name}
        filters={<Filters />}
        empty={
          <Notice title={t('clients.empty_title')} action={<GuideLink guide="staff" />}>
            {t('clients.empty')}
          </Notice>
        }
      />
    </>
  );
}

function NewClient() {
  const { t } = useTranslation();
  if (!useMay('organizations.manage')) return null;
  return <Button renderRoot={(root) => <Link to={paths.newClient()} {...root} />}>{t('clients.new')}</Button>;
}

function useColumns(): readonly Column<Cabinet>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'name',
      header: t('clients.name'),
      sort: 'name',
      isKey: true,
      cell: ({ id, name }) => <TextLink to={paths.client(id)}>{name}</TextLink>,
    },
    { id: 'inn', header: t('clients.inn'), sort: 'inn', cell: ({ inn }) => inn },
    { id: 'kpp', header: t('clients.kpp'), cell: ({ kpp }) => kpp ?? t('common.none') },
    { id: 'kind', header: t('clients.kind'), cell: ({ kind }) => t(`clients.kinds.${kind}`) },
    { id: 'status', header: t('clients.status'), cell: ({ status }) => <ClientState status={status} /> },
    { id: 'created_at', header: t('clients.created'), sort: 'created_at', cell: (client) => format.instant(client.created_at) },
    { id: 'ogrn', header: t('clients.ogrn'), isExtra: true, cell: ({ ogrn }) => ogrn ?? t('common.none') },
    { id: 'full_name', header: t('clients.full_name'), isExtra: true, cell: (client) => client.full_name ?? t('common.none') },
  ];
}

const KINDS = ['customer', 'branch', 'partner', 'vendor'] as const;
const STATUSES = ['active', 'closing', 'closed'] as const;

function Filters() {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceFilter name="kind" label={t('clients.kind')} options={KINDS.map((value) => ({ value, label: t(`clients.kinds.${value}`) }))} />
      <ChoiceFilter
        name="status"
        label={t('clients.status')}
        options={STATUSES.map((value) => ({ value, label: t(`clients.statuses.${value}`) }))}
      />
    </>
  );
}
