import { convertQuery, faultsOf } from '@kabinet/contract/validation';
import { reportsContract } from '@kabinet/contracts/reports';
import type { ReportFormat, ReportName, ReportQuery } from '@kabinet/contracts/reports/job-resources';
import type { FieldFault } from '@kabinet/problem';
import type { List } from './export-list.ts';
import { lists } from './lists.ts';

const { operations } = reportsContract;

/** What the list's own operation of that format takes, so that in the background nothing else is asked for than at once. */
const QUERIES = {
  licenses: {
    csv: operations.exportLicensesCsv.query,
    xlsx: operations.exportLicensesXlsx.query,
    pdf: operations.exportLicensesPdf.query,
  },
  certificates: {
    csv: operations.exportCertificatesCsv.query,
    xlsx: operations.exportCertificatesXlsx.query,
    pdf: operations.exportCertificatesPdf.query,
  },
  issues: {
    csv: operations.exportIssuesCsv.query,
    xlsx: operations.exportIssuesXlsx.query,
    pdf: operations.exportIssuesPdf.query,
  },
} as const;

interface Wish {
  readonly report: ReportName;
  readonly format: ReportFormat;
  readonly query: ReportQuery;
}

/** The list that is asked for and what it is asked, as its operation would read it from an address; or what is wrong with that. */
export function readQuery({ report, format, query }: Wish): { list: List<unknown>; asked: unknown } | { faults: FieldFault[] } {
  const schema = QUERIES[report][format];
  const asked = convertQuery(schema, query);
  const faults = faultsOf(schema, asked);
  // The list's own schema has just said that it takes what is asked.
  return faults.length > 0 ? { faults } : { list: lists[report] as List<unknown>, asked };
}
