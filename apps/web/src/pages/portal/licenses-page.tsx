import type { License } from '@kabinet/contracts/licenses/resources';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, files } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { BulkDownload } from '../../components/bulk-download.tsx';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { useReportExports } from '../../components/list/report-exports.ts';
import { GuideLink } from '../../components/guide-link.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StatusLabel } from '../../components/status-label.tsx';
import { TermEnd } from '../../components/term.tsx';
import { TransferLink } from '../../components/transfer-link.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { useMay, useMe } from '../../session/me.ts';
import { productChoiceQuery } from './license/queries.ts';
import { MOST_LICENSES } from './transfer/queries.ts';
import { isTransferable } from './transfer/transferable.ts';
import { termFilters, TermFilters } from './license/term-filters.tsx';

export const permission = 'licenses.read';
export const words = 'terms';

const list: ListDefinition<License> = {
  name: 'licenses',
  fetch: (query, signal) => api.licenses.listLicenses({ query }, { signal }),
  filters: termFilters,
  sort: '-created_at',
};

export async function load({ search }: PageInput): Promise<void> {
  await Promise.all([loadList(list, search), ensure(productChoiceQuery)]);
}

export function Page() {
  const exports = useReportExports('licenses', {
    csv: files.reports.exportLicensesCsv,
    xlsx: files.reports.exportLicensesXlsx,
    pdf: files.reports.exportLicensesPdf,
  });
  const { t } = useTranslation();
  const mayManage = useMay('licenses.manage');
  const isStaff = useMe().staff_roles.length > 0;
  return (
    <>
      <PageHeader
        title={t('licenses.title')}
        actions={
          <>
            {isStaff && (
              <TextLink to={paths.renewals()} size="sm">
                {t('licenses.renewals')}
              </TextLink>
            )}
            {mayManage && <Issue />}
          </>
        }
      />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ number }) => number}
        exports={exports}
        filters={<TermFilters />}
        empty={
          <Notice title={t('licenses.empty_title')} action={<GuideLink guide="customers" />}>
            {t('licenses.empty')}
          </Notice>
        }
        bulk={(selected) => <BulkActions selected={selected} />}
      />
    </>
  );
}

function BulkActions({ selected }: { readonly selected: readonly License[] }) {
  const { t } = useTranslation();
  const mayTransfer = useMay('licenses.transfer');
  const fetches = selected.map(
    ({ id }) =>
      (signal: AbortSignal) =>
        files.documents.getLicensePdf({ params: { id } }, { signal }),
  );
  const movable = selected.filter(isTransferable);
  return (
    <>
      {mayTransfer && movable.length > 0 && movable.length <= MOST_LICENSES && (
        <TransferLink size="compact-sm" licenses={movable.map(({ id }) => id)} />
      )}
      <BulkDownload label={t('licenses.download_selected')} fetches={fetches} />
    </>
  );
}

function Issue() {
  const { t } = useTranslation();
  return (
    <>
      <TextLink to={paths.importLicenses()} size="sm">
        {t('license_list.open')}
      </TextLink>
      <Button renderRoot={(root) => <Link to={paths.issueLicense()} {...root} />}>{t('issuing.issue_license')}</Button>
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
