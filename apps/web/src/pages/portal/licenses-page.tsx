import type { License } from '@kabinet/contracts/licenses/resources';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, files } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { BulkDownload } from '../../components/bulk-download.tsx';
import { ChoiceFilter } from '../../components/list/choice-filter.tsx';
import type { Column } from '../../components/list/columns.ts';
import { DateFilter } from '../../components/list/date-filter.tsx';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StatusLabel } from '../../components/status-label.tsx';
import { TermEnd } from '../../components/term.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';

export const permission = 'licenses.read';

const list: ListDefinition<License> = {
  name: 'licenses',
  fetch: (query, signal) => api.licenses.listLicenses({ query }, { signal }),
  filters: ['status', 'product_id', 'valid_until_from', 'valid_until_until'],
  sort: '-created_at',
};

const productsQuery = queryOptions({
  queryKey: ['products', 'choice'],
  queryFn: () => api.products.listProducts({ query: { limit: 200 } }),
  staleTime: 300_000,
});

export async function load({ search }: PageInput): Promise<void> {
  await Promise.all([loadList(list, search), ensure(productsQuery)]);
}

export function Page() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('licenses.title')} />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ number }) => number}
        filters={<Filters />}
        empty={<Notice title={t('licenses.empty_title')}>{t('licenses.empty')}</Notice>}
        bulk={(selected) => (
          <BulkDownload
            label={t('licenses.download_selected')}
            fetches={selected.map(
              ({ id }) =>
                () =>
                  files.documents.getLicensePdf({ params: { id } }),
            )}
          />
        )}
      />
    </>
  );
}

function useColumns(): readonly Column<License>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'number',
      header: t('licenses.number'),
      sort: 'number',
      isKey: true,
      cell: ({ id, number }) => <TextLink to={paths.license(id)}>{number}</TextLink>,
    },
    { id: 'product', header: t('licenses.product'), cell: ({ product }) => format.text(product.name) },
    { id: 'cabinet', header: t('licenses.cabinet'), cell: ({ cabinet }) => cabinet.name },
    { id: 'quantity', header: t('licenses.quantity'), align: 'right', cell: ({ quantity }) => format.number(quantity) },
    { id: 'status', header: t('licenses.status'), cell: ({ status }) => <StatusLabel status={status} /> },
    {
      id: 'valid_until',
      header: t('licenses.valid_until'),
      sort: 'valid_until',
      cell: (license) => <TermEnd until={license.valid_until} />,
    },
    {
      id: 'valid_from',
      header: t('licenses.valid_from'),
      sort: 'valid_from',
      isExtra: true,
      cell: (license) => format.date(license.valid_from),
    },
    { id: 'versions', header: t('licenses.versions'), isExtra: true, cell: ({ versions }) => versions ?? t('licenses.all_versions') },
    {
      id: 'created_at',
      header: t('licenses.issued'),
      sort: 'created_at',
      isExtra: true,
      cell: (license) => format.instant(license.created_at),
    },
  ];
}

const STATUSES = ['active', 'scheduled', 'expired', 'suspended', 'revoked'] as const;

function Filters() {
  const { t } = useTranslation();
  const format = useFormat();
  const products = useSuspenseQuery(productsQuery).data.items;
  return (
    <>
      <ChoiceFilter
        name="status"
        label={t('licenses.status')}
        options={STATUSES.map((value) => ({ value, label: t(`common.status.${value}`) }))}
      />
      <ChoiceFilter
        name="product_id"
        label={t('licenses.product')}
        options={products.map(({ id, name }) => ({ value: id, label: format.text(name) }))}
      />
      <DateFilter field="valid_until" label={t('licenses.valid_until')} />
    </>
  );
}
