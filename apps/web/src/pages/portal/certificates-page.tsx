import type { Certificate } from '@kabinet/contracts/licenses/resources';
import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, files } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { BulkDownload } from '../../components/bulk-download.tsx';
import { ChoiceFilter } from '../../components/list/choice-filter.tsx';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { useReportExports } from '../../components/list/report-exports.ts';
import { GuideLink } from '../../components/guide-link.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StatusLabel } from '../../components/status-label.tsx';
import { TermEnd } from '../../components/term.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { useMay } from '../../session/me.ts';
import { CoveredLicenses } from './certificate/covered-licenses.tsx';
import { useLevels } from './certificate/use-levels.ts';
import { productChoiceQuery } from './license/queries.ts';
import { termFilters, TermFilters } from './license/term-filters.tsx';

export const permission = 'licenses.read';
export const words = 'terms';

const list: ListDefinition<Certificate> = {
  name: 'certificates',
  fetch: (query, signal) => api.licenses.listCertificates({ query }, { signal }),
  filters: [...termFilters, 'level'],
  sort: '-created_at',
};

export async function load({ search }: PageInput): Promise<void> {
  await Promise.all([loadList(list, search), ensure(productChoiceQuery)]);
}

export function Page() {
  const exports = useReportExports('certificates', {
    csv: files.reports.exportCertificatesCsv,
    xlsx: files.reports.exportCertificatesXlsx,
    pdf: files.reports.exportCertificatesPdf,
  });
  const { t } = useTranslation();
  const mayManage = useMay('licenses.manage');
  return (
    <>
      <PageHeader title={t('certificates.title')} actions={mayManage && <Issue />} />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ number }) => number}
        exports={exports}
        filters={<Filters />}
        empty={
          <Notice title={t('certificates.empty_title')} action={<GuideLink guide="customers" />}>
            {t('certificates.empty')}
          </Notice>
        }
        bulk={(selected) => (
          <BulkDownload
            label={t('licenses.download_selected')}
            fetches={selected.map(
              ({ id }) =>
                (signal) =>
                  files.documents.getCertificatePdf({ params: { id } }, { signal }),
            )}
          />
        )}
      />
    </>
  );
}

function Issue() {
  const { t } = useTranslation();
  return <Button renderRoot={(root) => <Link to={paths.issueCertificate()} {...root} />}>{t('issuing.issue_certificate')}</Button>;
}

function useColumns(): readonly Column<Certificate>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const levels = useLevels(useSuspenseQuery(productChoiceQuery).data.items);
  return [
    {
      id: 'number',
      header: t('licenses.number'),
      sort: 'number',
      isKey: true,
      cell: ({ id, number }) => <TextLink to={paths.certificate(id)}>{number}</TextLink>,
    },
    { id: 'product', header: t('licenses.product'), cell: ({ product }) => format.text(product.name) },
    { id: 'cabinet', header: t('licenses.cabinet'), cell: ({ cabinet }) => cabinet.name },
    { id: 'level', header: t('licenses.level'), cell: ({ product, level }) => levels.nameOf(product.id, level) },
    { id: 'status', header: t('licenses.status'), cell: ({ status }) => <StatusLabel status={status} /> },
    {
      id: 'valid_until',
      header: t('licenses.valid_until'),
      sort: 'valid_until',
      cell: (certificate) => <TermEnd until={certificate.valid_until} />,
    },
    ...useExtraColumns(),
  ];
}

/** Those that are hidden at first. */
function useExtraColumns(): readonly Column<Certificate>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'valid_from',
      header: t('licenses.valid_from'),
      sort: 'valid_from',
      isExtra: true,
      cell: (certificate) => format.date(certificate.valid_from),
    },
    {
      id: 'licenses',
      header: t('certificates.licenses'),
      isExtra: true,
      cell: ({ licenses }) => <CoveredLicenses licenses={licenses} />,
    },
    {
      id: 'created_at',
      header: t('certificates.issued'),
      sort: 'created_at',
      isExtra: true,
      cell: (certificate) => format.instant(certificate.created_at),
    },
  ];
}

function Filters() {
  const { t } = useTranslation();
  const levels = useLevels(useSuspenseQuery(productChoiceQuery).data.items);
  return (
    <>
      <TermFilters />
      <ChoiceFilter name="level" label={t('licenses.level')} options={levels.options} />
    </>
  );
}
