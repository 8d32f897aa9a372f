import type { Transaction } from '@kabinet/database';
import { sql } from 'kysely';
import type { Fact, FigureChange } from '../domain/figures.ts';
import { query } from '../tables.ts';

export type KnownFact = Fact & { readonly version: number };

const COLUMNS = ['id', 'kind', 'organization_id', 'root_id', 'product_id', 'status', 'month', 'units'] as const;
const DAYS = ['valid_from', 'valid_until', 'changes_on', 'version'] as const;
const SHARDS = 4;

/** What is counted of a thing, locked until the transaction ends; undefined when it was never heard of. Serialises who hears of it first. */
export async function lockFact(tx: Transaction, id: string): Promise<KnownFact | undefined> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}::text, 0))`.compile(query));
  return tx.first(query.selectFrom('fact').select(COLUMNS).select(DAYS).where('id', '=', id));
}

export async function keepFact(tx: Transaction, fact: KnownFact): Promise<void> {
  await tx.execute(
    query
      .insertInto('fact')
      .values(fact)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(fact)),
  );
}

/** Things whose status is another by that day, the longest waiting first. */
export async function findChanging(tx: Transaction, today: string, limit: number): Promise<KnownFact[]> {
  const due = query.selectFrom('fact').select(COLUMNS).select(DAYS).where('changes_on', '<=', today);
  return tx.rows(due.orderBy('changes_on').orderBy('id').limit(limit).forUpdate().skipLocked());
}

/** Adds the changes to the figures of their organizations and of the vendor, in the order given. */
export async function changeFigures(tx: Transaction, changes: readonly FigureChange[], id: string): Promise<void> {
  if (changes.length === 0) return;
  await tx.execute(
    query
      .insertInto('figure')
      .values([...changes])
      .onConflict((conflict) =>
        conflict.columns(['organization_id', 'kind', 'product_id', 'status', 'month']).doUpdateSet({
          things: sql`figure.things + excluded.things`,
          units: sql`figure.units + excluded.units`,
        }),
      ),
  );
  const shard = Number.parseInt(id.slice(-1), 16) % SHARDS;
  await tx.execute(
    query
      .insertInto('vendor_figure')
      .values(
        changes.map(({ kind, product_id, status, month, things, units }) => ({ shard, kind, product_id, status, month, things, units })),
      )
      .onConflict((conflict) =>
        conflict.columns(['shard', 'kind', 'product_id', 'status', 'month']).doUpdateSet({
          things: sql`vendor_figure.things + excluded.things`,
          units: sql`vendor_figure.units + excluded.units`,
        }),
      ),
  );
}
