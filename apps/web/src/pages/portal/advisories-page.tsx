import { Button } from '@mantine/core';
import type { Advisory } from '@kabinet/contracts/products/advisory-resources';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
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
import { useMay, useMe } from '../../session/me.ts';
import { AdvisoryFilters, advisoryFilters } from './advisory/advisory-filters.tsx';
import { AdvisoryState, ImpactLabel } from './advisory/labels.tsx';
import { SeverityLabel } from './advisory/severity-label.tsx';
import { productChoiceQuery } from './license/queries.ts';

export const permission = 'advisories.read';
export const words = 'advisories';

const list: ListDefinition<Advisory> = {
  name: 'advisories',
  fetch: (query, signal) => api.products.listAdvisories({ query }, { signal }),
  filters: advisoryFilters,
  sort: '-revised_at',
};

export async function load({ search }: PageInput): Promise<void> {
  await Promise.all([loadList(list, search), ensure(productChoiceQuery)]);
}

export function Page() {
  const { t } = useTranslation();
  const mayImport = useMay('advisories.import');
  return (
    <>
      <PageHeader title={t('advisories.title')} actions={mayImport && <Import />} />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ tracking_id }) => tracking_id}
        filters={<AdvisoryFilters />}
        empty={
          <Notice title={t('advisories.empty_title')} action={<GuideLink guide={mayImport ? 'staff' : 'customers'} />}>
            {t(mayImport ? 'advisories.empty_staff' : 'advisories.empty')}
          </Notice>
        }
      />
    </>
  );
}

function Import() {
  const { t } = useTranslation();
  return <Button renderRoot={(root) => <Link to={paths.importAdvisory()} {...root} />}>{t('advisories.import')}</Button>;
}

function useColumns(): readonly Column<Advisory>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const isStaff = useMe().staff_roles.length > 0;
  const state: Column<Advisory> = isStaff
    ? { id: 'status', header: t('advisories.status'), cell: ({ status }) => <AdvisoryState status={status} /> }
    : { id: 'impact', header: t('advisories.impact'), cell: ({ impact }) => impact && <ImpactLabel status={impact.status} /> };
  return [
    {
      id: 'tracking_id',
      header: t('advisories.id'),
      isKey: true,
      cell: ({ id, tracking_id }) => <TextLink to={paths.advisory(id)}>{tracking_id}</TextLink>,
    },
    { id: 'title', header: t('advisories.name'), cell: ({ title }) => title },
    state,
    {
      id: 'severity',
      header: t('advisories.severity'),
      sort: 'score',
      cell: ({ severity, score }) => <SeverityLabel severity={severity} score={score} />,
    },
    { id: 'product', header: t('advisories.product'), cell: ({ products }) => products.map(({ name }) => format.text(name)).join(', ') },
    { id: 'cve', header: t('advisories.cve'), cell: ({ cves }) => cves.join(', ') },
    { id: 'revised_at', header: t('advisories.revised'), sort: 'revised_at', cell: ({ revised_at }) => format.instant(revised_at) },
    {
      id: 'created_at',
      header: t('advisories.created'),
      sort: 'created_at',
      isExtra: true,
      cell: ({ created_at }) => format.instant(created_at),
    },
  ];
}
