import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type RawBuilder } from 'kysely';
import type { HashedEntry } from '../domain/chain.ts';
import { query } from '../tables.ts';

/** The columns that the hash covers, as readers see them: `at` always with its milliseconds, `data` whole unless told otherwise. */
export function selectEntries(data: RawBuilder<unknown> = sql`t.data`) {
  return query
    .selectFrom('audit_entry as t')
    .select(['t.id', 't.seq', wireInstant().as('at'), 't.actor', 't.action', 't.subject', 't.organization_id as cabinet_id'])
    .select(['t.request_id', 't.ip', data.as('data')]);
}

function wireInstant(): RawBuilder<string> {
  return sql<string>`to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** From here to the end of the transaction nobody else appends to the chain. */
export async function lockChain(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('audit chain'))`.compile(query));
}

export interface ChainHead {
  readonly seq: number;
  readonly hash: Uint8Array;
}

/** The newest entry. */
export async function findHead(db: Queryable): Promise<ChainHead | undefined> {
  return db.first(query.selectFrom('audit_entry').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1));
}

/**
 * Appends an entry unless its event has one; answers whether it did. The root is the organization's present one if this
 * service knows it, as a move may have come before the event.
 */
export async function insertEntry(tx: Transaction, entry: HashedEntry, hash: Buffer, rootId: string | null): Promise<boolean> {
  const { cabinet_id: organization_id, data, ...columns } = entry;
  const knownRoot = sql<
    string | null
  >`coalesce((select root_id from organization_node where id = ${organization_id}::uuid), ${rootId}::uuid)`;
  const row = { ...columns, organization_id, root_id: knownRoot, data: JSON.stringify(data), hash };
  const insert = query.insertInto('audit_entry').values(row);
  return (await tx.execute(insert.onConflict((conflict) => conflict.column('id').doNothing()))) === 1;
}

/** At most `limit` entries from `fromSeq` to `toSeq`, in the order of the chain, with their hashes. */
export async function fetchLinks(
  db: Queryable,
  fromSeq: number,
  toSeq: number,
  limit: number,
): Promise<(HashedEntry & { hash: Buffer })[]> {
  return db.rows(selectEntries().select('t.hash').where('t.seq', '>=', fromSeq).where('t.seq', '<=', toSeq).orderBy('t.seq').limit(limit));
}
