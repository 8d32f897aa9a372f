import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type RawBuilder } from 'kysely';
import type { HashedEntry } from '../domain/chain.ts';
import { query } from '../tables.ts';
import { wholeEntry, type EntryView } from './entry-view.ts';

/** The columns that readers see but for the place in the chain, `at` always with its milliseconds. */
export function selectEntries(view: EntryView) {
  return query
    .selectFrom('audit_entry as t')
    .select(['t.id', wireInstant.as('at'), view.actor.as('actor'), 't.action', 't.subject', 't.organization_id as cabinet_id'])
    .select(['t.request_id', view.ip.as('ip'), view.data.as('data'), 't.version']);
}

const wireInstant = sql<string>`to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** From here to the end of the transaction nobody else appends to any chain: one lock for all, as a batch touches many in any order. */
export async function lockChains(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('audit chain'))`.compile(query));
}

export interface ChainHead {
  readonly seq: number;
  readonly hash: Uint8Array;
}

/** The newest entry of the chain. */
export async function findHead(db: Queryable, chainId: string): Promise<ChainHead | undefined> {
  return db.first(query.selectFrom('audit_entry').select(['seq', 'hash']).where('chain_id', '=', chainId).orderBy('seq', 'desc').limit(1));
}

/** The newest entries of the chains behind `after`: each is found by its index, so that their length does not matter. */
export async function listHeads(db: Queryable, after: string | undefined, limit: number): Promise<(ChainHead & { chain_id: string })[]> {
  const next = (bound: RawBuilder<unknown>) => sql`(select chain_id from audit_entry where chain_id ${bound} order by chain_id limit 1)`;
  const first = after === undefined ? sql`is not null` : sql`> ${after}::uuid`;
  return db.rows(
    sql<ChainHead & { chain_id: string }>`with recursive chain as (
        select ${next(first)} as chain_id
        union all
        select ${next(sql`> chain.chain_id`)} from chain where chain.chain_id is not null
      )
      select chain.chain_id, head.seq, head.hash from (select chain_id from chain where chain_id is not null limit ${limit}) chain
      cross join lateral (select seq, hash from audit_entry where chain_id = chain.chain_id order by seq desc limit 1) head
      order by chain.chain_id`.compile(query),
  );
}

export interface NewEntry {
  readonly entry: HashedEntry;
  readonly hash: Buffer;
  readonly chainId: string;
  /** The root that the event named. */
  readonly rootId: string | null;
}

/**
 * Appends an entry unless its event has one; answers whether it did. The root is the organization's present one if this
 * service knows it, as a move may have come before the event.
 */
export async function insertEntry(tx: Transaction, { entry, hash, chainId, rootId }: NewEntry): Promise<boolean> {
  const { actor, cabinet_id: organization_id, data, ...columns } = entry;
  const knownRoot = sql<
    string | null
  >`coalesce((select root_id from organization_node where id = ${organization_id}::uuid), ${rootId}::uuid)`;
  const row = {
    ...columns,
    actor: actor.id ?? '',
    actor_side: actor.kind,
    actor_on_behalf: actor.on_behalf,
    actor_organizations: sql<string[]>`${actor.cabinet_ids ?? []}::uuid[]`,
    chain_id: chainId,
    organization_id,
    root_id: knownRoot,
    data: JSON.stringify(data),
    hash,
  };
  const insert = query.insertInto('audit_entry').values(row);
  return (await tx.execute(insert.onConflict((conflict) => conflict.column('id').doNothing()))) === 1;
}

/** At most `limit` entries of a chain from `from` to `to`, in its order, with their hashes. */
export async function fetchLinks(
  db: Queryable,
  chainId: string,
  { from, to }: { from: number; to: number },
  limit: number,
): Promise<(HashedEntry & { hash: Buffer })[]> {
  const chain = selectEntries(wholeEntry).select(['t.seq', 't.hash']).where('t.chain_id', '=', chainId);
  return db.rows(chain.where('t.seq', '>=', from).where('t.seq', '<=', to).orderBy('t.seq').limit(limit));
}
