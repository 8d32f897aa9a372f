import { implement } from '@kabinet/contract/implement';
import { reportsContract } from '@kabinet/contracts/reports';
import {
  certificatesAsCsv,
  certificatesAsPdf,
  certificatesAsXlsx,
  issuesAsCsv,
  issuesAsPdf,
  issuesAsXlsx,
  licensesAsCsv,
  licensesAsPdf,
  licensesAsXlsx,
} from './actions/export-lists.ts';
import { summarize } from './actions/summarize.ts';
import type { ReportsContext } from './context.ts';

export const implementation = implement<ReportsContext>()(reportsContract, {
  resources: {},
  handlers: {
    exportLicensesCsv: async (context, { query }) => licensesAsCsv(context, query),
    exportLicensesXlsx: async (context, { query }) => licensesAsXlsx(context, query),
    exportLicensesPdf: async (context, { query }) => licensesAsPdf(context, query),
    exportCertificatesCsv: async (context, { query }) => certificatesAsCsv(context, query),
    exportCertificatesXlsx: async (context, { query }) => certificatesAsXlsx(context, query),
    exportCertificatesPdf: async (context, { query }) => certificatesAsPdf(context, query),
    exportIssuesCsv: async (context, { query }) => issuesAsCsv(context, query),
    exportIssuesXlsx: async (context, { query }) => issuesAsXlsx(context, query),
    exportIssuesPdf: async (context, { query }) => issuesAsPdf(context, query),
    getSummary: async (context, { query }) => ({ body: await summarize(context, query) }),
  },
});
