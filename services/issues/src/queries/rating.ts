import type { Input } from '@kabinet/contract';
import { everywhere } from '@kabinet/contract/access';
import type { issuesContract } from '@kabinet/contracts/issues';
import type { RatedIssue, Rating, Satisfaction } from '@kabinet/contracts/issues/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { listPage } from '@kabinet/service';
import { sql, type Insertable, type RawBuilder } from 'kysely';
import type { IssuesContext } from '../context.ts';
import { query, type Tables } from '../tables.ts';

type Operations = (typeof issuesContract)['operations'];
/** Days of the vendor, the last one included. */
type Days = Input<Operations['getSatisfaction']>['query'];

export async function findRating(db: Queryable, issueId: string): Promise<Rating | undefined> {
  return db.first(query.selectFrom('rating').select(['score', 'remark', 'rated_at']).where('issue_id', '=', issueId));
}

/** Keeps a rating, in the place of an earlier one. */
export async function saveRating(tx: Transaction, row: Insertable<Tables['rating']>): Promise<void> {
  const { score, remark, rated_at } = row;
  await tx.execute(
    query
      .insertInto('rating')
      .values(row)
      .onConflict((conflict) => conflict.column('issue_id').doUpdateSet({ score, remark, rated_at })),
  );
}

/** How many gave which score; scores that nobody gave are there, too. */
export async function countScores(context: IssuesContext, days: Days): Promise<Satisfaction['scores']> {
  return context.db.rows(
    sql<Satisfaction['scores'][number]>`select score, count(t.issue_id)::int as count
      from generate_series(1, 5) score left join rating t using (score)
      where t.issue_id is null or ${within(context, days)} group by score order by score`.compile(query),
  );
}

/** What customers said, the latest first unless asked otherwise. `q` looks in what they said and in the requests' numbers. */
export async function listRatings(context: IssuesContext, input: Input<Operations['listRatings']>['query']) {
  const pattern = `%${(input.q ?? '').replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const source = query
    .selectFrom(query.selectFrom('rating').selectAll().select('issue_id as id').as('t'))
    .innerJoin('issue as i', 'i.id', 't.id')
    .leftJoin('organization_node as o', 'o.id', 't.organization_id')
    .select(['t.id', 'i.number', 'i.subject', 't.score', 't.remark', 't.rated_at'])
    .select([
      sql<RatedIssue['cabinet']>`json_build_object('id', o.id, 'name', o.name)`.as('cabinet'),
      sql<
        RatedIssue['assignee']
      >`case when i.assignee_id is not null then json_build_object('id', i.assignee_id, 'name', i.assignee_name) end`.as('assignee'),
    ])
    .where(within(context, input))
    .$if(input.q !== undefined, (select) => select.where(sql<boolean>`(i.number ilike ${pattern} or t.remark ilike ${pattern})`));
  return listPage<RatedIssue>(context, query, source, input, {
    list: 'listRatings',
    scope: everywhere,
    sorts: { rated_at: { expression: sql`t.rated_at`, type: 'timestamptz' }, score: { expression: sql`t.score::bigint`, type: 'bigint' } },
    defaultSort: '-rated_at',
  });
}

function within({ installation }: IssuesContext, { rated_from: from = '-infinity', rated_until: until }: Days): RawBuilder<boolean> {
  const { timeZone } = installation;
  const end = until === undefined ? sql`'infinity'::timestamptz` : sql`(${until}::date + 1)::timestamp at time zone ${timeZone}`;
  return sql<boolean>`(t.rated_at >= ${from}::timestamp at time zone ${timeZone} and t.rated_at < ${end})`;
}
