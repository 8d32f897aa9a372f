import type { Scope } from '@kabinet/contract/access';
import type { Release } from '@kabinet/contracts/products/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type ReleaseRow = Omit<Selectable<Tables['release']>, 'listed_at'>;
/** A release as it is kept: its faults are put into words for the reader. */
export type KeptRelease = Omit<Release, 'faults'> & Pick<ReleaseRow, 'faults'>;

const COLUMNS = [
  't.id',
  't.version',
  't.kind',
  't.channel',
  't.status',
  't.released_at',
  't.recalled_at',
  't.recall_reason',
  't.notes',
  't.fixes',
  't.artifacts',
  't.faults',
  't.created_at',
  't.updated_at',
] as const;

/**
 * The releases that `scope` shows: all to those who hold the permission everywhere (staff, services), to customers what came out of
 * products that are sold.
 */
export function selectReleases(scope: Scope) {
  const releases = query
    .selectFrom('release as t')
    .innerJoin('product as p', 'p.id', 't.product_id')
    .select(COLUMNS)
    .select(sql<Release['product']>`jsonb_build_object('id', p.id, 'slug', p.slug, 'name', p.name)`.as('product'));
  if (scope.kind === 'everywhere') return releases;
  return releases.where('t.status', 'in', ['published', 'recalled']).where('p.status', '=', 'active');
}

export async function findRelease(db: Queryable, id: string, scope: Scope): Promise<(KeptRelease & { revision: number }) | undefined> {
  return db.first(selectReleases(scope).select('t.revision').where('t.id', '=', id));
}

export async function releaseExists(db: Queryable, id: string, scope: Scope): Promise<boolean> {
  return (await db.first(selectReleases(scope).clearSelect().select('t.id').where('t.id', '=', id))) !== undefined;
}

/** The release, locked until the transaction ends. */
export async function lockRelease(tx: Transaction, id: string): Promise<ReleaseRow | undefined> {
  return tx.first(query.selectFrom('release').selectAll().where('id', '=', id).forUpdate());
}

/** The releases whose date has come by `now`; those that another replica is publishing are left to it. */
export async function lockDueReleases(tx: Transaction, now: string, limit: number): Promise<ReleaseRow[]> {
  return tx.rows(
    query
      .selectFrom('release')
      .selectAll()
      .where('status', '=', 'scheduled')
      .where('released_at', '<=', now)
      .orderBy('released_at')
      .limit(limit)
      .forUpdate()
      .skipLocked(),
  );
}

export async function insertRelease(tx: Transaction, row: Insertable<Tables['release']>): Promise<void> {
  await tx.execute(query.insertInto('release').values(row));
}

export async function updateRelease(tx: Transaction, id: string, changes: Updateable<Tables['release']>): Promise<ReleaseRow> {
  const row = await tx.first(query.updateTable('release').set(changes).where('id', '=', id).returningAll());
  if (!row) throw new Error(`release ${id} vanished within its own transaction`);
  return row;
}

/** The next releases by their ids, for a walk over all. */
export async function listReleasesAfter(tx: Transaction, after: string | undefined, limit: number): Promise<ReleaseRow[]> {
  const select = query.selectFrom('release').selectAll().orderBy('id').limit(limit);
  return tx.rows(after === undefined ? select : select.where('id', '>', after));
}
