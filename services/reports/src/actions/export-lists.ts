import type { Input } from '@kabinet/contract';
import type { reportsContract } from '@kabinet/contracts/reports';
import type { ReportsContext } from '../context.ts';
import { certificateReport, issueReport, licenseReport } from '../lists/reports.ts';
import { asPdf } from './print-table.ts';
import { asCsv, asXlsx } from './write-table.ts';

type Operations = (typeof reportsContract)['operations'];
type QueryOf<Id extends keyof Operations> = Input<Operations[Id]>['query'];

/** Each list is asked for from whom it belongs to, in the caller's name: what they may not see never comes here. */

export function licensesAsCsv(context: ReportsContext, { columns, dialect, ...query }: QueryOf<'exportLicensesCsv'>) {
  return asCsv(context, { report: licenseReport, columns, dialect, open: () => context.peers.licenses.exportLicenses({ query }) });
}

export function licensesAsXlsx(context: ReportsContext, { columns, ...query }: QueryOf<'exportLicensesXlsx'>) {
  return asXlsx(context, { report: licenseReport, columns, open: () => context.peers.licenses.exportLicenses({ query }) });
}

export function licensesAsPdf(context: ReportsContext, { columns, ...query }: QueryOf<'exportLicensesPdf'>) {
  return asPdf(context, { report: licenseReport, columns, filter: query, open: () => context.peers.licenses.exportLicenses({ query }) });
}

export function certificatesAsCsv(context: ReportsContext, { columns, dialect, ...query }: QueryOf<'exportCertificatesCsv'>) {
  return asCsv(context, { report: certificateReport, columns, dialect, open: () => context.peers.licenses.exportCertificates({ query }) });
}

export function certificatesAsXlsx(context: ReportsContext, { columns, ...query }: QueryOf<'exportCertificatesXlsx'>) {
  return asXlsx(context, { report: certificateReport, columns, open: () => context.peers.licenses.exportCertificates({ query }) });
}

export function certificatesAsPdf(context: ReportsContext, { columns, ...query }: QueryOf<'exportCertificatesPdf'>) {
  return asPdf(context, {
    report: certificateReport,
    columns,
    filter: query,
    open: () => context.peers.licenses.exportCertificates({ query }),
  });
}

export function issuesAsCsv(context: ReportsContext, { columns, dialect, ...query }: QueryOf<'exportIssuesCsv'>) {
  return asCsv(context, { report: issueReport, columns, dialect, open: () => context.peers.issues.exportIssues({ query }) });
}

export function issuesAsXlsx(context: ReportsContext, { columns, ...query }: QueryOf<'exportIssuesXlsx'>) {
  return asXlsx(context, { report: issueReport, columns, open: () => context.peers.issues.exportIssues({ query }) });
}

export function issuesAsPdf(context: ReportsContext, { columns, ...query }: QueryOf<'exportIssuesPdf'>) {
  return asPdf(context, { report: issueReport, columns, filter: query, open: () => context.peers.issues.exportIssues({ query }) });
}
