import type { Input } from '@kabinet/contract';
import { everywhere } from '@kabinet/contract/access';
import type { issuesContract } from '@kabinet/contracts/issues';
import type { CannedAnswer } from '@kabinet/contracts/issues/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { listPage } from '@kabinet/service';
import { sql } from 'kysely';
import type { IssuesContext } from '../context.ts';
import { query } from '../tables.ts';

type ListQuery = Input<(typeof issuesContract)['operations']['listCannedAnswers']>['query'];

/** Answers that are given often, by title unless asked otherwise. `q` looks in titles and texts. */
export async function listCannedAnswers(context: IssuesContext, input: ListQuery) {
  const pattern = `%${(input.q ?? '').replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const source = query
    .selectFrom('canned_answer as t')
    .selectAll('t')
    .$if(input.q !== undefined, (select) => select.where(sql<boolean>`(t.title ilike ${pattern} or t.body ilike ${pattern})`));
  return listPage<CannedAnswer>(context, query, source, input, {
    list: 'listCannedAnswers',
    scope: everywhere,
    sorts: {
      title: { expression: sql`t.title`, type: 'text' },
      updated_at: { expression: sql`t.updated_at`, type: 'timestamptz' },
    },
    defaultSort: 'title',
  });
}

export async function findCannedAnswer(db: Queryable, id: string): Promise<CannedAnswer | undefined> {
  return db.first(query.selectFrom('canned_answer').selectAll().where('id', '=', id));
}

/** Whether another answer has the title, which nobody can take until the transaction ends. */
export async function isTitleTaken(tx: Transaction, title: string, butBy: string): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('canned answers'), hashtext(current_schema()))`.compile(query));
  const same = sql<boolean>`lower(title) = lower(${title})`;
  return (await tx.first(query.selectFrom('canned_answer').select('id').where(same).where('id', '<>', butBy))) !== undefined;
}

/** Writes a new one, or over the one of this id. */
export async function saveCannedAnswer(tx: Transaction, answer: CannedAnswer): Promise<void> {
  const { title, body, updated_at } = answer;
  const insert = query.insertInto('canned_answer').values(answer);
  await tx.execute(insert.onConflict((conflict) => conflict.column('id').doUpdateSet({ title, body, updated_at })));
}

export async function deleteCannedAnswer(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.execute(query.deleteFrom('canned_answer').where('id', '=', id))) === 1;
}
