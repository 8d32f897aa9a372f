import type { Input } from '@kabinet/contract';
import { everywhere } from '@kabinet/contract/access';
import type { knowledgeContract } from '@kabinet/contracts/knowledge';
import type { Feedback, FeedbackGiven } from '@kabinet/contracts/knowledge/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { listPage } from '@kabinet/service';
import { sql, type Insertable } from 'kysely';
import type { KnowledgeContext } from '../context.ts';
import { query, type Tables } from '../tables.ts';

/** What the person said of the article. */
export async function findFeedback(db: Queryable, articleId: string, userId: string): Promise<FeedbackGiven | undefined> {
  const mine = query.selectFrom('feedback').select(['helpful', 'comment']);
  return db.first(mine.where('article_id', '=', articleId).where('user_id', '=', userId));
}

export async function countFeedback(db: Queryable, articleId: string): Promise<{ helpful: number; unhelpful: number }> {
  const counted = await db.first(
    query
      .selectFrom('feedback')
      .select([
        sql<number>`(count(*) filter (where helpful))::int`.as('helpful'),
        sql<number>`(count(*) filter (where not helpful))::int`.as('unhelpful'),
      ])
      .where('article_id', '=', articleId),
  );
  return counted ?? { helpful: 0, unhelpful: 0 };
}

/** Keeps what a person says in the place of what they said before. */
export async function saveFeedback(tx: Transaction, row: Insertable<Tables['feedback']>): Promise<void> {
  const { helpful, comment, locale, updated_at } = row;
  const insert = query.insertInto('feedback').values(row);
  await tx.execute(
    insert.onConflict((conflict) => conflict.columns(['article_id', 'user_id']).doUpdateSet({ helpful, comment, locale, updated_at })),
  );
}

type ListQuery = Input<(typeof knowledgeContract)['operations']['listArticleFeedback']>['query'];

/** What was said of an article, the newest first. */
export async function listFeedback(context: KnowledgeContext, articleId: string, input: ListQuery) {
  const source = query
    .selectFrom('feedback as t')
    .select(['t.id', 't.helpful', 't.comment', 't.locale', 't.created_at', 't.updated_at'])
    .where('t.article_id', '=', articleId)
    .$if(input.helpful !== undefined, (select) => select.where('t.helpful', '=', input.helpful ?? true));
  const sorts = { updated_at: { expression: sql`t.updated_at`, type: 'timestamptz' } } as const;
  const options = { list: `listArticleFeedback ${articleId}`, scope: everywhere, sorts, defaultSort: '-updated_at' };
  return listPage<Feedback>(context, query, source, input, options);
}
