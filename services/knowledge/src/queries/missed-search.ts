import type { Input } from '@kabinet/contract';
import { everywhere } from '@kabinet/contract/access';
import type { knowledgeContract } from '@kabinet/contracts/knowledge';
import type { MissedSearch } from '@kabinet/contracts/knowledge/resources';
import type { Transaction } from '@kabinet/database';
import { listPage } from '@kabinet/service';
import { sql } from 'kysely';
import type { KnowledgeContext } from '../context.ts';
import { query } from '../tables.ts';

type ListQuery = Input<(typeof knowledgeContract)['operations']['listMissedSearches']>['query'];

/** What customers looked for in vain, the most wanted first. */
export async function listMissed(context: KnowledgeContext, input: ListQuery) {
  const sorts = {
    times: { expression: sql`t.times`, type: 'bigint' },
    last_at: { expression: sql`t.last_at`, type: 'timestamptz' },
  } as const;
  const source = query
    .selectFrom('missed_search as t')
    .selectAll('t')
    .$if(input.q !== undefined, (select) => select.where(sql<boolean>`position(lower(${input.q}) in t.query) > 0`));
  return listPage<MissedSearch>(context, query, source, input, {
    list: 'listMissedSearches',
    scope: everywhere,
    sorts,
    defaultSort: '-times',
  });
}

/** Notes that customers looked for something that is not there. */
export async function noteMissed(tx: Transaction, missed: { id: string; query: string; at: string }): Promise<void> {
  await tx.execute(
    sql`insert into missed_search (id, query, times, first_at, last_at) values (${missed.id}, ${missed.query}, 1, ${missed.at}, ${missed.at})
      on conflict (query) do update set times = missed_search.times + 1, last_at = excluded.last_at`.compile(query),
  );
}

export async function deleteMissed(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.execute(query.deleteFrom('missed_search').where('id', '=', id))) === 1;
}

/** Forgets what nobody has looked for since `before`. */
export async function forgetMissed(tx: Transaction, before: string): Promise<void> {
  await tx.execute(query.deleteFrom('missed_search').where('last_at', '<', before));
}
