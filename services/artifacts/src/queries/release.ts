import type { Transaction } from '@kabinet/database';
import type { Insertable } from 'kysely';
import { query, type Tables } from '../tables.ts';

/** Whether customers have seen the release: from then on it does not change. */
export async function isReleased(tx: Transaction, id: string): Promise<boolean> {
  const released = query.selectFrom('release').select('id').where('id', '=', id).where('status', '<>', 'scheduled');
  return (await tx.first(released)) !== undefined;
}

/** Keeps the newest state of a release; answers whether this is it. */
export async function recordRelease(tx: Transaction, row: Insertable<Tables['release']>): Promise<boolean> {
  const { id: _id, ...changes } = row;
  const recorded = query
    .insertInto('release')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changes).where('release.revision', '<', row.revision));
  return (await tx.execute(recorded)) === 1;
}

/** Whether the version of this folder is out. */
export async function isVersionReleased(tx: Transaction, folder: string): Promise<boolean> {
  const released = query
    .selectFrom('upload as u')
    .innerJoin('release as r', 'r.id', 'u.id')
    .select('r.id')
    .where('u.folder', '=', folder)
    .where('r.status', '<>', 'scheduled');
  return (await tx.first(released)) !== undefined;
}
