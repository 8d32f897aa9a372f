import type { Queryable } from '@kabinet/database';
import type { Insertable, Selectable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type VerificationRow = Selectable<Tables['verification']>;

export async function findVerification(
  db: Queryable,
  kind: VerificationRow['kind'],
  subjectId: string,
): Promise<VerificationRow | undefined> {
  return db.first(query.selectFrom('verification').selectAll().where('kind', '=', kind).where('subject_id', '=', subjectId));
}

export async function findVerificationByToken(db: Queryable, token: string): Promise<VerificationRow | undefined> {
  return db.first(query.selectFrom('verification').selectAll().where('token', '=', token));
}

/** Answers the token that the document has: the one given, or that of whoever came first. Its organization is brought up to date. */
export async function keepVerification(db: Queryable, row: Insertable<Tables['verification']>): Promise<string> {
  const kept = await db.first(
    query
      .insertInto('verification')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['kind', 'subject_id']).doUpdateSet({ organization_id: row.organization_id, root_id: row.root_id }),
      )
      .returning('token'),
  );
  if (!kept) throw new Error('a verification was neither inserted nor found');
  return kept.token;
}
