import type { Input } from '@kabinet/contract';
import { everywhere } from '@kabinet/contract/access';
import type { artifactsContract } from '@kabinet/contracts/artifacts';
import type { Queryable } from '@kabinet/database';
import { listPage } from '@kabinet/service';
import { sql, type Insertable } from 'kysely';
import type { ArtifactsContext } from '../context.ts';
import { query, type Tables } from '../tables.ts';

type ListQuery = Input<(typeof artifactsContract)['operations']['listAdvisoryFiles']>['query'];

/** The etags of the product's documents when they were last read, by key. */
export async function etagsBelow(db: Queryable, prefix: string): Promise<Map<string, string>> {
  const rows = await db.rows(
    query
      .selectFrom('advisory_file')
      .select(['key', 'etag'])
      .where(sql<boolean>`starts_with(key, ${prefix})`),
  );
  return new Map(rows.map(({ key, etag }) => [key, etag]));
}

/** Keeps what became of the document that is in the bucket now. */
export async function recordAdvisoryFile(db: Queryable, row: Insertable<Tables['advisory_file']>): Promise<void> {
  const { id: _, key: __, ...changes } = row;
  await db.execute(
    query
      .insertInto('advisory_file')
      .values(row)
      .onConflict((conflict) => conflict.column('key').doUpdateSet(changes)),
  );
}

/** The documents, the last read first unless asked otherwise. `q` looks in their keys. */
export async function listAdvisoryFiles(context: ArtifactsContext, input: ListQuery) {
  const source = query
    .selectFrom('advisory_file as t')
    .select(['t.id', 't.key', 't.state', 't.advisory_id', 't.code', 't.faults', 't.read_at'])
    .$if(input.q !== undefined, (select) => select.where(sql<boolean>`strpos(t.key, ${input.q}) > 0`))
    .$if(input.state !== undefined, (select) => select.where('t.state', 'in', input.state ?? []));
  const sorts = { read_at: { expression: sql`t.read_at`, type: 'timestamptz' } } as const;
  return listPage(context, query, source, input, { list: 'listAdvisoryFiles', scope: everywhere, sorts, defaultSort: '-read_at' });
}
