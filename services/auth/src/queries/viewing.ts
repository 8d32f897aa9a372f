import type { Queryable, Transaction } from '@kabinet/database';
import type { Insertable, Selectable } from 'kysely';
import { query, type Tables } from '../tables.ts';

/** Viewings stand behind every wall: `db` is the system's. */
export type ViewingRow = Selectable<Tables['viewing']>;

export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly locale: 'ru' | 'en';
  readonly staff_roles: readonly string[];
  /** RFC 3339. */
  readonly until: string;
}

/** Who looks in the viewing with the user's eyes; undefined when it is over, or the session that it was begun in. */
export async function findViewer(db: Queryable, userId: string, viewingId: string, now: string): Promise<Viewer | undefined> {
  return db.first(
    query
      .selectFrom('viewing')
      .innerJoin('app_user as viewer', 'viewer.id', 'viewing.viewer_id')
      .innerJoin('session', 'session.id', 'viewing.viewer_session_id')
      .select(['viewer.id', 'viewer.name', 'viewer.locale', 'viewer.staff_roles', 'viewing.expires_at as until'])
      .where('viewing.id', '=', viewingId)
      .where('viewing.user_id', '=', userId)
      .where('viewing.ended_at', 'is', null)
      .where('viewing.expires_at', '>', now)
      .where('session.ended_at', 'is', null)
      .where('session.expires_at', '>', now)
      .where('viewer.status', '=', 'active'),
  );
}

export async function insertViewing(tx: Transaction, viewing: Insertable<Tables['viewing']>): Promise<void> {
  await tx.execute(query.insertInto('viewing').values(viewing));
}

/** Ends the viewing; undefined when it was over. */
export async function endViewing(tx: Transaction, id: string, now: string): Promise<ViewingRow | undefined> {
  return tx.first(query.updateTable('viewing').set({ ended_at: now }).where('id', '=', id).where('ended_at', 'is', null).returningAll());
}
