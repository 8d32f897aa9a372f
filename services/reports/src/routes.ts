import { implement } from '@kabinet/contract/implement';
import { reportsContract } from '@kabinet/contracts/reports';
import { downloadReport } from './actions/download-report.ts';
import { endOperation } from './actions/end-operation.ts';
import { lists } from './actions/lists.ts';
import { orderReport } from './actions/order-report.ts';
import { readOperation, readReports } from './actions/read-report.ts';
import { summarize } from './actions/summarize.ts';
import type { ReportsContext } from './context.ts';

export const implementation = implement<ReportsContext>()(reportsContract, {
  resources: {},
  handlers: {
    exportLicensesCsv: async (context, { query }) => lists.licenses.file(context, 'csv', query),
    exportLicensesXlsx: async (context, { query }) => lists.licenses.file(context, 'xlsx', query),
    exportLicensesPdf: async (context, { query }) => lists.licenses.file(context, 'pdf', query),
    exportCertificatesCsv: async (context, { query }) => lists.certificates.file(context, 'csv', query),
    exportCertificatesXlsx: async (context, { query }) => lists.certificates.file(context, 'xlsx', query),
    exportCertificatesPdf: async (context, { query }) => lists.certificates.file(context, 'pdf', query),
    exportIssuesCsv: async (context, { query }) => lists.issues.file(context, 'csv', query),
    exportIssuesXlsx: async (context, { query }) => lists.issues.file(context, 'xlsx', query),
    exportIssuesPdf: async (context, { query }) => lists.issues.file(context, 'pdf', query),
    createReport: async (context, { body }) => {
      const operation = await orderReport(context, body);
      return { body: operation, location: `/api/v1/operations/${operation.id}` };
    },
    listReports: async (context, { query }) => ({ body: await readReports(context, query) }),
    downloadReport: (context, { params }) => downloadReport(context, params.id),
    getOperation: async (context, { params }) => ({ body: await readOperation(context, params.id) }),
    cancelOperation: async (context, { params }) => {
      await endOperation(context, params.id);
      return { body: undefined };
    },
    getSummary: async (context, { query }) => ({ body: await summarize(context, query) }),
  },
});
