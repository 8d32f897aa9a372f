import type { Scope } from '@kabinet/contract/access';
import type { AuditActor } from '@kabinet/contracts/audit/resources';
import { reachOf, within } from '@kabinet/database/reach';
import { sql, type RawBuilder } from 'kysely';

/** The id of the vendor's own chain: of what belongs to no tree. */
export const VENDOR_CHAIN = '00000000-0000-0000-0000-000000000000';

/** What a reader is shown of an entry, in SQL over `t`. */
export interface EntryView {
  /** Whether the reader may know who acted: nobody finds by it what they are not shown. */
  readonly knowsActor: RawBuilder<boolean>;
  readonly chain: RawBuilder<string | null>;
  readonly seq: RawBuilder<number | null>;
  readonly actor: RawBuilder<AuditActor>;
  readonly ip: RawBuilder<string | null>;
  readonly data: RawBuilder<unknown>;
  /** The state before, as the newest earlier entry of the same thing tells it within the reader's reach; null without one. */
  readonly before: RawBuilder<unknown>;
  readonly hash: RawBuilder<string | null>;
}

/** An entry as it was written. */
export const wholeEntry: EntryView = {
  knowsActor: sql<boolean>`true`,
  chain: sql<string | null>`nullif(t.chain_id, ${sql.lit(VENDOR_CHAIN)})`,
  seq: sql<number>`t.seq`,
  actor: sql`json_build_object('kind', t.actor_side, 'id', t.actor, 'cabinet_ids', to_json(t.actor_organizations),
    'on_behalf', t.actor_on_behalf)`,
  ip: sql<string | null>`t.ip`,
  data: sql`t.data`,
  before: stateBefore({ kind: 'everywhere' }, sql`previous.data`),
  hash: sql<string>`encode(t.hash, 'hex')`,
};

/** An entry for whoever holds the right within `scope`: staff are shown all of it. */
export function entryView(scope: Scope): EntryView {
  if (scope.kind === 'everywhere') return wholeEntry;
  const anchors = sql`${scope.anchors.map((anchor) => anchor.organization_id)}::uuid[]`;
  const knowsActor = sql<boolean>`exists (
    select from organization_closure where ancestor_id = any(${anchors}) and descendant_id = any(t.actor_organizations)
  )`;
  return {
    knowsActor,
    // Gaps would count what happens beside and above, and who knows all else could guess an address from its hash.
    chain: sql<null>`null::uuid`,
    seq: sql<null>`null::bigint`,
    hash: sql<null>`null::text`,
    actor: sql`json_build_object('kind', t.actor_side, 'id', case when ${knowsActor} then t.actor end, 'cabinet_ids', null,
      'on_behalf', case when ${knowsActor} then t.actor_on_behalf end)`,
    ip: sql<string | null>`case when ${knowsActor} then t.ip end`,
    data: visibleData(anchors, sql`t.data`),
    before: stateBefore(scope, visibleData(anchors, sql`previous.data`)),
  };
}

/** An organization's event names its parent and root: who may not know of those above it is not told. */
function visibleData(anchors: RawBuilder<unknown>, data: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when exists (
    select from organization_closure where ancestor_id = any(${anchors}) and descendant_id::text = ${data} ->> 'parent_id'
  ) then ${data} - 'root_id' else ${data} - 'root_id' - 'parent_id' end`;
}

/** Only what tells a whole state is compared: its data has the subject's own id. */
function stateBefore(scope: Scope, data: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select ${data} from audit_entry previous
    where previous.subject = t.subject and previous.aggregate = t.aggregate and previous.version < t.version
      and previous.data ->> 'id' = previous.subject and t.data ->> 'id' = t.subject and ${within(reachOf(scope), 'previous')}
    order by previous.version desc limit 1)`;
}
