import type { Queryable } from '@kabinet/database';
import { sql } from 'kysely';
import type { PublicDocument } from '../domain/advisory/provider.ts';
import { query } from '../tables.ts';

/** What anyone may read, and its reception in force. */
function selectPublic() {
  return query
    .selectFrom('advisory as t')
    .innerJoin('advisory_revision as r', (join) => join.onRef('r.advisory_id', '=', 't.id').onRef('r.number', '=', 't.revision'))
    .where('t.status', '=', 'published')
    .where('t.tlp', '=', 'WHITE');
}

/** All public documents, last revised first. */
export async function listPublicDocuments(db: Queryable): Promise<PublicDocument[]> {
  return db.rows(
    selectPublic()
      .select(['t.tracking_id', 't.title', 't.file_name', 't.released_at', 't.revised_at', 'r.sha256'])
      .select(sql<string>`t.published_at`.as('published_at'))
      .orderBy('t.revised_at', 'desc')
      .orderBy('t.id', 'desc'),
  );
}

export async function findPublicDocument(db: Queryable, fileName: string) {
  return db.first(selectPublic().select(['t.file_name', 't.released_at', 'r.document']).where('t.file_name', '=', fileName));
}
