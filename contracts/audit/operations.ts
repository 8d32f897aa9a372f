import { operation } from '@kabinet/contract';
import { anyOf, closed, Instant, listQuery, organizationFilter, page, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { AuditEntry, Chain, ChainCheck } from './resources.ts';

const Word = Type.String({ minLength: 1, maxLength: 200 });
const Sequence = Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }));

const filters = {
  ...organizationFilter,
  actor: Type.Optional(Word),
  action: anyOf(Word),
  subject: Type.Optional(Word),
  request_id: Type.Optional(Word),
  at_from: Type.Optional(Instant),
  at_until: Type.Optional(Instant),
};

/** Everything under the filter of the list, and in its order. */
const exported = closed({ sort: Type.Optional(Type.Enum(['at', '-at'])), q: Type.Optional(Word), ...filters });

export const auditOperations = {
  listAuditEntries: operation({
    summary: 'List who did what to what, when and from where',
    method: 'GET',
    path: '/audit-entries',
    access: { kind: 'permission', permission: 'audit.read' },
    query: listQuery(['at'], filters),
    ok: { status: 200, body: page(AuditEntry) },
    problems: [],
  }),
  exportAuditEntries: operation({
    summary: 'Export audit entries, one JSON text per line',
    method: 'GET',
    path: '/audit-entries',
    access: { kind: 'permission', permission: 'audit.read' },
    query: exported,
    variant: { format: 'ndjson', accept: 'application/x-ndjson' },
    ok: { status: 200, stream: 'rows', body: AuditEntry },
    problems: [],
  }),
  exportAuditTable: operation({
    summary: 'Export audit entries as a table for spreadsheets',
    method: 'GET',
    path: '/audit-entries',
    access: { kind: 'permission', permission: 'audit.read' },
    query: exported,
    variant: { format: 'csv', accept: 'text/csv' },
    ok: { status: 200, stream: 'bytes', content_type: 'text/csv; charset=utf-8' },
    problems: [],
  }),
  checkAuditChain: operation({
    summary: 'Check that no entry of a tree, or of the vendor, was changed or removed',
    method: 'GET',
    path: '/audit-entries/chain',
    access: { kind: 'permission', permission: 'audit.verify' },
    query: closed({ chain: Type.Optional(Uuid), from_seq: Sequence, to_seq: Sequence }),
    ok: { status: 200, body: ChainCheck },
    problems: [],
  }),
  listAuditChains: operation({
    summary: 'List the chains of the audit log, the vendor’s own first',
    method: 'GET',
    path: '/audit-chains',
    access: { kind: 'permission', permission: 'audit.verify' },
    query: closed({ after: Type.Optional(Uuid), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
    ok: { status: 200, body: closed({ items: Type.Array(Chain) }) },
    problems: [],
  }),
} as const;
