import type { HistoryEntry } from '@kabinet/contracts/licenses/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { query } from '../tables.ts';

export interface NewHistoryEntry extends HistoryEntry {
  readonly id: string;
  readonly subject_id: string;
  readonly organization_id: string;
  readonly root_id: string;
}

export async function insertHistory(tx: Transaction, entry: NewHistoryEntry): Promise<void> {
  await tx.execute(query.insertInto('history').values({ ...entry, details: JSON.stringify(entry.details) }));
}

/** The newest 200 steps, newest first. */
export async function listHistory(db: Queryable, subjectId: string): Promise<HistoryEntry[]> {
  const rows = await db.rows(
    query
      .selectFrom('history')
      .select(['at', 'what', 'by', 'details'])
      .where('subject_id', '=', subjectId)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(200),
  );
  return rows as HistoryEntry[];
}
