import { isNowhere, type Scope } from '@kabinet/contract/access';
import { reachOf, within } from '@kabinet/database/reach';
import { sql, type RawBuilder } from 'kysely';
import type { KindRules } from '../domain/kinds.ts';

/** Where the reader holds a permission. */
export type ScopeOf = (permission: string) => Scope;

/**
 * Which notices the reader may know of now, in SQL over `n`: rights that they have lost since take the notices along. Receipts
 * decide beside it who was told.
 */
export function readable(scopeOf: ScopeOf, kindRules: Readonly<Record<string, KindRules>>): RawBuilder<boolean> {
  const kinds = Map.groupBy(Object.entries(kindRules), ([, { permission }]) => permission);
  const rules = [...kinds].map(([permission, entries]) => {
    const named = sql<boolean>`n.kind = any(${entries.map(([kind]) => kind)}::text[])`;
    return permission === null ? named : sql<boolean>`(${named} and ${reached(scopeOf(permission))})`;
  });
  return sql<boolean>`(${sql.join(rules, sql` or `)})`;
}

function reached(scope: Scope): RawBuilder<boolean> {
  if (isNowhere(scope)) return sql<boolean>`false`;
  return sql<boolean>`(n.organization_id is null or ${within(reachOf(scope), 'n')} or ${concerns(scope)})`;
}

/** An announcement to an organization is also for the people of those below it, who may not see the organization itself. */
function concerns(scope: Scope): RawBuilder<boolean> {
  if (scope.kind === 'everywhere') return sql<boolean>`true`;
  const anchors = scope.anchors.map((anchor) => anchor.organization_id);
  return sql<boolean>`(n.audience = 'organization' and exists (select from organization_closure
    where ancestor_id = n.organization_id and descendant_id = any(${anchors}::uuid[])))`;
}

/** Whether a broadcast is for the reader, in SQL over `n`: of a product, for those who see something of it that was not revoked. */
export function addressed(scopeOf: ScopeOf): RawBuilder<boolean> {
  const holders = within(reachOf(scopeOf('licenses.read')), 'holding');
  return sql<boolean>`(n.audience in ('everyone', 'organization') or (n.audience = 'product' and exists (
    select from holding where holding.product_id = n.product_id and holding.decision <> 'revoked' and ${holders})))`;
}
