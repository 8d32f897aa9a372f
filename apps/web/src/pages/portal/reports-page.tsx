import { Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { files } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { useReportExports } from '../../components/list/report-exports.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { usePageSearch } from '../../navigation/search.ts';
import { IssuePart } from './reports/issue-part.tsx';
import { summaryQuery } from './reports/queries.ts';
import { TermPart } from './reports/term-part.tsx';

export const permission = 'reports.read_issues';
export const words = 'reports';

export async function load({ search }: PageInput): Promise<void> {
  await ensure(summaryQuery(search));
}

export function Page() {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = usePageSearch();
  const { as_of, licenses, certificates, issues } = useSuspenseQuery(summaryQuery(search)).data;
  const exports = useExports();
  return (
    <>
      <PageHeader
        title={t('reports.title')}
        actions={
          <TextLink to={paths.madeReports()} size="sm">
            {t('reports.made.title')}
          </TextLink>
        }
      />
      <Text c="dimmed">{t('reports.as_of', { date: format.date(as_of) })}</Text>
      {licenses && <TermPart title={t('reports.licenses')} to={paths.licenses()} figures={licenses} exports={exports.licenses} />}
      {certificates && (
        <TermPart title={t('reports.certificates')} to={paths.certificates()} figures={certificates} exports={exports.certificates} />
      )}
      <IssuePart figures={issues} exports={exports.issues} />
    </>
  );
}

function useExports() {
  const { reports } = files;
  return {
    licenses: useReportExports('licenses', {
      csv: reports.exportLicensesCsv,
      xlsx: reports.exportLicensesXlsx,
      pdf: reports.exportLicensesPdf,
    }),
    certificates: useReportExports('certificates', {
      csv: reports.exportCertificatesCsv,
      xlsx: reports.exportCertificatesXlsx,
      pdf: reports.exportCertificatesPdf,
    }),
    issues: useReportExports('issues', {
      csv: reports.exportIssuesCsv,
      xlsx: reports.exportIssuesXlsx,
      pdf: reports.exportIssuesPdf,
    }),
  };
}
