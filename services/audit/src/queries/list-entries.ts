import type { Input } from '@kabinet/contract';
import type { Scope } from '@kabinet/contract/access';
import type { auditContract } from '@kabinet/contracts/audit';
import { listPage } from '@kabinet/service';
import { sql, type RawBuilder } from 'kysely';
import type { AuditContext } from '../context.ts';
import { query } from '../tables.ts';
import { selectEntries } from './entry.ts';

type ListQuery = Input<(typeof auditContract)['operations']['listAuditEntries']>['query'];

const sorts = { at: { expression: sql`t.at`, type: 'timestamptz' } } as const;

/**
 * What happened to the organizations that the caller may audit, the newest first unless asked otherwise; staff see all,
 * also what belongs to no organization. `q` finds a subject, actor, action or request id by its whole text.
 */
export async function listEntries(context: AuditContext, input: ListQuery) {
  const scope = context.scope('audit.read');
  const source = selectEntries(visibleData(scope))
    .select(sql<string>`encode(t.hash, 'hex')`.as('hash'))
    .$if(input.q !== undefined, (select) => select.where(sql<boolean>`${input.q ?? ''} in (t.subject, t.actor, t.action, t.request_id)`))
    .$if(input.actor !== undefined, (select) => select.where('t.actor', '=', input.actor ?? ''))
    .$if(input.action !== undefined, (select) => select.where('t.action', 'in', input.action ?? []))
    .$if(input.subject !== undefined, (select) => select.where('t.subject', '=', input.subject ?? ''))
    .$if(input.request_id !== undefined, (select) => select.where('t.request_id', '=', input.request_id ?? ''))
    .$if(input.at_from !== undefined, (select) => select.where('t.at', '>=', input.at_from ?? ''))
    .$if(input.at_until !== undefined, (select) => select.where('t.at', '<=', input.at_until ?? ''));
  return listPage(context, query, source, input, {
    list: 'listAuditEntries',
    scope,
    sorts,
    defaultSort: '-at',
  });
}

/** An organization's event names its parent and root: who may not know of those above it is not told. */
function visibleData(scope: Scope): RawBuilder<unknown> {
  if (scope.kind === 'everywhere') return sql`t.data`;
  const anchors = scope.anchors.map((anchor) => anchor.organization_id);
  return sql`case when exists (
    select from organization_closure where ancestor_id = any(${anchors}::uuid[]) and descendant_id::text = t.data ->> 'parent_id'
  ) then t.data - 'root_id' else t.data - 'root_id' - 'parent_id' end`;
}
