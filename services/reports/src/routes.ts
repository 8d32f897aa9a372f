import { implement } from '@kabinet/contract/implement';
import { reportsContract } from '@kabinet/contracts/reports';
import { certificatesAsCsv, certificatesAsXlsx, issuesAsCsv, issuesAsXlsx, licensesAsCsv, licensesAsXlsx } from './actions/export-lists.ts';
import type { ReportsContext } from './context.ts';

export const implementation = implement<ReportsContext>()(reportsContract, {
  resources: {},
  handlers: {
    exportLicensesCsv: async (context, { query }) => licensesAsCsv(context, query),
    exportLicensesXlsx: async (context, { query }) => licensesAsXlsx(context, query),
    exportCertificatesCsv: async (context, { query }) => certificatesAsCsv(context, query),
    exportCertificatesXlsx: async (context, { query }) => certificatesAsXlsx(context, query),
    exportIssuesCsv: async (context, { query }) => issuesAsCsv(context, query),
    exportIssuesXlsx: async (context, { query }) => issuesAsXlsx(context, query),
  },
});
