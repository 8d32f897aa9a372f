import type { Queryable } from '@kabinet/database';
import { sql } from 'kysely';
import { query } from '../tables.ts';

export interface BundleRow {
  readonly id: string;
  readonly principal: string;
  readonly artifact_ids: string[];
  readonly file: string;
  readonly size: number;
  readonly created_at: string;
}

export async function insertBundle(db: Queryable, bundle: BundleRow): Promise<void> {
  await db.execute(query.insertInto('bundle').values(bundle));
}

/** The bundle, for who made it. */
export async function findBundle(db: Queryable, id: string, principal: string): Promise<BundleRow | undefined> {
  return db.first(query.selectFrom('bundle').selectAll().where('id', '=', id).where('principal', '=', principal));
}

/** Forgets bundles that were made before `instant`. */
export async function deleteBundlesBefore(db: Queryable, instant: string): Promise<void> {
  await db.execute(query.deleteFrom('bundle').where(sql<boolean>`created_at < ${instant}`));
}
