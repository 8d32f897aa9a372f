import { operation } from '@kabinet/contract';
import { anyOf, closed, Instant, listQuery, organizationFilter, page, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { AuditEntry, ChainCheck } from './resources.ts';

const Word = Type.String({ minLength: 1, maxLength: 200 });
const Sequence = Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }));

export const auditOperations = {
  listAuditEntries: operation({
    summary: 'List who did what to what, when and from where',
    method: 'GET',
    path: '/audit-entries',
    access: { kind: 'permission', permission: 'audit.read' },
    query: listQuery(['at'], {
      ...organizationFilter,
      actor: Type.Optional(Word),
      action: anyOf(Word),
      subject: Type.Optional(Word),
      request_id: Type.Optional(Word),
      at_from: Type.Optional(Instant),
      at_until: Type.Optional(Instant),
    }),
    ok: { status: 200, body: page(AuditEntry) },
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
} as const;
