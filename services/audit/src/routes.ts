import { implement } from '@kabinet/contract/implement';
import { auditContract } from '@kabinet/contracts/audit';
import { checkChain } from './actions/check-chain.ts';
import type { AuditContext } from './context.ts';
import { listEntries } from './queries/list-entries.ts';

export const implementation = implement<AuditContext>()(auditContract, {
  resources: {},
  handlers: {
    listAuditEntries: async (context, { query }) => ({ body: await listEntries(context, query) }),
    checkAuditChain: async (context, { query }) => ({ body: await checkChain(context, query) }),
  },
});
