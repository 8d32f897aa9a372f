import type { Input } from '@kabinet/contract';
import type { issuesContract } from '@kabinet/contracts/issues';
import type { licensesContract } from '@kabinet/contracts/licenses';
import { certificateReport, issueReport, licenseReport } from '../lists/reports.ts';
import { list } from './export-list.ts';

type Licenses = (typeof licensesContract)['operations'];
type LicenseQuery = Input<Licenses['exportLicenses']>['query'];
type CertificateQuery = Input<Licenses['exportCertificates']>['query'];
type IssueQuery = Input<(typeof issuesContract)['operations']['exportIssues']>['query'];

const TERM_RIGHTS = ['reports.read', 'licenses.read'];
/** Nothing is read of it but how many there are. */
const COUNT = { limit: 1, count: true } as const;

/** Every list that can be had as a file. */
export const lists = {
  licenses: list({
    report: licenseReport,
    rights: TERM_RIGHTS,
    organizationsOf: ({ cabinet }) => [cabinet.id],
    open: ({ peers }, query: LicenseQuery) => peers.licenses.exportLicenses({ query }),
    count: ({ peers }, query) => peers.licenses.listLicenses({ query: { ...query, ...COUNT } }),
  }),
  certificates: list({
    report: certificateReport,
    rights: TERM_RIGHTS,
    organizationsOf: ({ cabinet }) => [cabinet.id],
    open: ({ peers }, query: CertificateQuery) => peers.licenses.exportCertificates({ query }),
    count: ({ peers }, query) => peers.licenses.listCertificates({ query: { ...query, ...COUNT } }),
  }),
  issues: list({
    report: issueReport,
    // Requests of others than oneself are a right apart.
    rights: ['reports.read_issues', 'issues.read_own', 'issues.read'],
    organizationsOf: ({ cabinet }) => [cabinet.id],
    open: ({ peers }, query: IssueQuery) => peers.issues.exportIssues({ query }),
    count: ({ peers }, query) => peers.issues.listIssues({ query: { ...query, ...COUNT } }),
  }),
};
