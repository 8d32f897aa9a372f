import { operation } from '@kabinet/contract';
import { closed, exportQuery, organizationFilter } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { issueFilters, issueSorts } from '../issues/operations.ts';
import { certificateFilters, licenseFilters, termSorts } from '../licenses/operations.ts';
import { certificateColumns, issueColumns, licenseColumns } from './columns.ts';
import { Summary } from './resources.ts';

/** ECMA-376, part 1, 15.2. */
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const csvVariant = { format: 'csv', accept: 'text/csv' } as const;
const xlsxVariant = { format: 'xlsx', accept: XLSX } as const;
const pdfVariant = { format: 'pdf', accept: 'application/pdf' } as const;
const csv = { status: 200, stream: 'bytes', content_type: 'text/csv; charset=utf-8' } as const;
const xlsx = { status: 200, stream: 'bytes', content_type: XLSX } as const;
const pdf = { status: 200, stream: 'bytes', content_type: 'application/pdf' } as const;
/** A PDF is whole before its first byte is sent: of the longest, that takes seconds. */
const pdf_patience = 60;
const pdfProblems = ['report_too_long', 'report_not_rendered'] as const;

/**
 * `excel`, unless asked otherwise: a byte order mark, semicolons and headings in the reader's language, times of the vendor's zone.
 * `plain`: commas, the columns' own names, instants in UTC (RFC 4180, RFC 3339).
 */
const dialect = { dialect: Type.Optional(Type.Enum(['excel', 'plain'])) };
/** Which columns, in this order; a column that stands there twice is refused. */
function columnsOf<const C extends readonly string[]>(names: C) {
  const name = Type.Enum([...names] as C[number][]);
  return { columns: Type.Optional(Type.Array(name, { minItems: 1, maxItems: names.length, uniqueItems: true })) };
}

const licenseReport = { ...exportQuery(termSorts, licenseFilters).properties, ...columnsOf(licenseColumns) };
const certificateReport = { ...exportQuery(termSorts, certificateFilters).properties, ...columnsOf(certificateColumns) };
const issueReport = { ...exportQuery(issueSorts, issueFilters).properties, ...columnsOf(issueColumns) };
const reads = { kind: 'permission', permission: 'reports.read' } as const;
const readsIssues = { kind: 'permission', permission: 'reports.read_issues' } as const;

export const reportOperations = {
  exportLicensesCsv: operation({
    summary: 'Export the list of licences as CSV',
    method: 'GET',
    path: '/licenses',
    variant: csvVariant,
    access: reads,
    query: closed({ ...licenseReport, ...dialect }),
    ok: csv,
    problems: [],
  }),
  exportLicensesXlsx: operation({
    summary: 'Export the list of licences as a workbook',
    method: 'GET',
    path: '/licenses',
    variant: xlsxVariant,
    access: reads,
    query: closed(licenseReport),
    ok: xlsx,
    problems: [],
  }),
  exportLicensesPdf: operation({
    summary: 'Export the list of licences as PDF, of at most 10,000 rows',
    method: 'GET',
    path: '/licenses',
    variant: pdfVariant,
    access: reads,
    query: closed(licenseReport),
    ok: pdf,
    problems: pdfProblems,
    patience: pdf_patience,
  }),
  exportCertificatesCsv: operation({
    summary: 'Export the list of certificates as CSV',
    method: 'GET',
    path: '/certificates',
    variant: csvVariant,
    access: reads,
    query: closed({ ...certificateReport, ...dialect }),
    ok: csv,
    problems: [],
  }),
  exportCertificatesXlsx: operation({
    summary: 'Export the list of certificates as a workbook',
    method: 'GET',
    path: '/certificates',
    variant: xlsxVariant,
    access: reads,
    query: closed(certificateReport),
    ok: xlsx,
    problems: [],
  }),
  exportCertificatesPdf: operation({
    summary: 'Export the list of certificates as PDF, of at most 10,000 rows',
    method: 'GET',
    path: '/certificates',
    variant: pdfVariant,
    access: reads,
    query: closed(certificateReport),
    ok: pdf,
    problems: pdfProblems,
    patience: pdf_patience,
  }),
  exportIssuesCsv: operation({
    summary: 'Export the list of support requests as CSV',
    method: 'GET',
    path: '/issues',
    variant: csvVariant,
    access: readsIssues,
    query: closed({ ...issueReport, ...dialect }),
    ok: csv,
    problems: [],
  }),
  exportIssuesXlsx: operation({
    summary: 'Export the list of support requests as a workbook',
    method: 'GET',
    path: '/issues',
    variant: xlsxVariant,
    access: readsIssues,
    query: closed(issueReport),
    ok: xlsx,
    problems: [],
  }),
  exportIssuesPdf: operation({
    summary: 'Export the list of support requests as PDF, of at most 10,000 rows',
    method: 'GET',
    path: '/issues',
    variant: pdfVariant,
    access: readsIssues,
    query: closed(issueReport),
    ok: pdf,
    problems: pdfProblems,
    patience: pdf_patience,
  }),
  getSummary: operation({
    summary: 'Read the figures of licences, certificates and support requests, as they are kept',
    method: 'GET',
    path: '/reports/summary',
    access: readsIssues,
    query: closed(organizationFilter),
    ok: { status: 200, body: Summary },
    problems: [],
  }),
} as const;
