import { implement } from '@kabinet/contract/implement';
import { auditContract } from '@kabinet/contracts/audit';
import { checkChain, listChains } from './actions/check-chain.ts';
import { checkFilter, exportRows, exportTable } from './actions/export-entries.ts';
import { readEntries } from './actions/read-entries.ts';
import type { AuditContext } from './context.ts';

export const implementation = implement<AuditContext>()(auditContract, {
  resources: {},
  handlers: {
    listAuditEntries: async (context, { query }) => ({ body: await readEntries(context, query) }),
    exportAuditEntries: async (context, { query }) => ({
      body: exportRows(context, checkFilter(query)),
      headers: fileNamed('audit.ndjson'),
    }),
    exportAuditTable: async (context, { query }) => ({ body: exportTable(context, checkFilter(query)), headers: fileNamed('audit.csv') }),
    listAuditChains: async (context, { query }) => ({ body: { items: await listChains(context, query) } }),
    checkAuditChain: async (context, { query }) => ({ body: await checkChain(context, query) }),
  },
});

function fileNamed(name: string): Record<string, string> {
  return { 'content-disposition': `attachment; filename="${name}"` };
}
