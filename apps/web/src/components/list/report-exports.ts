import type { CertificateColumn, IssueColumn, LicenseColumn } from '@kabinet/contracts/reports/columns';
import type { ReportFormat, ReportName } from '@kabinet/contracts/reports/job-resources';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import type { SavedFile } from '../../api/client.ts';
import { queryClient } from '../../api/query-client.ts';
import { useMay } from '../../session/me.ts';
import type { ListExport } from './export-menu.tsx';
import type { ListQuery } from './list-definition.ts';

type Fetch = (input: { readonly query: ListQuery }) => Promise<SavedFile>;

const PERMISSIONS = {
  licenses: 'reports.read',
  certificates: 'reports.read',
  issues: 'reports.read_issues',
} as const satisfies Record<ReportName, string>;

/** What a list calls its columns as its report does. */
const COLUMNS = {
  licenses: ['number', 'product', 'cabinet', 'quantity', 'status', 'valid_from', 'valid_until', 'versions', 'created_at'],
  certificates: ['number', 'product', 'cabinet', 'level', 'status', 'valid_from', 'valid_until', 'licenses', 'created_at'],
  issues: ['number', 'subject', 'product', 'cabinet', 'severity', 'status', 'author', 'assignee', 'respond_by', 'created_at', 'updated_at'],
} as const satisfies {
  licenses: readonly LicenseColumn[];
  certificates: readonly CertificateColumn[];
  issues: readonly IssueColumn[];
};

/** What a list is exported as, at once or in the background, for whoever may report on it; for others nothing. */
export function useReportExports(report: ReportName, formats: Readonly<Record<ReportFormat, Fetch>>): ListExport[] {
  const { t } = useTranslation();
  if (!useMay(PERMISSIONS[report])) return [];
  const labels = { xlsx: t('list.export_xlsx'), csv: t('list.export_csv'), pdf: t('list.export_pdf') };
  return (['xlsx', 'csv', 'pdf'] as const).map((format) => ({
    label: labels[format],
    columns: COLUMNS[report],
    fetch: (query) => formats[format]({ query }),
    async order(query) {
      await api.reports.createReport({ body: { report, format, query: asAddress(query) } });
      await queryClient.invalidateQueries({ queryKey: ['made-reports'] });
    },
  }));
}

/** As it stands in an address. */
function asAddress(query: ListQuery): Record<string, string> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}
