import type { Input } from '@kabinet/contract';
import { everywhere } from '@kabinet/contract/access';
import type { knowledgeContract } from '@kabinet/contracts/knowledge';
import type { ArticleContents, ArticleRevision } from '@kabinet/contracts/knowledge/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { listPage } from '@kabinet/service';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { KnowledgeContext } from '../context.ts';
import { query, type Tables } from '../tables.ts';

export type ArticleRow = Selectable<Tables['article']>;

/** The article with its newest contents, locked until the transaction ends. */
export async function lockArticle(tx: Transaction, id: string): Promise<(ArticleRow & { contents: ArticleContents }) | undefined> {
  return tx.first(selectWhole().where('a.id', '=', id).forUpdate('a'));
}

export async function findArticle(db: Queryable, id: string): Promise<(ArticleRow & { contents: ArticleContents }) | undefined> {
  return db.first(selectWhole().where('a.id', '=', id));
}

function selectWhole() {
  return query
    .selectFrom('article as a')
    .innerJoin('article_revision as r', (join) => join.onRef('r.article_id', '=', 'a.id').onRef('r.number', '=', 'a.revision'))
    .selectAll('a')
    .select('r.contents');
}

export async function insertArticle(tx: Transaction, row: Insertable<Tables['article']>): Promise<void> {
  await tx.execute(query.insertInto('article').values(row));
}

export async function updateArticle(tx: Transaction, id: string, changes: Updateable<Tables['article']>): Promise<void> {
  await tx.execute(query.updateTable('article').set(changes).where('id', '=', id));
}

export async function deleteArticle(tx: Transaction, id: string): Promise<void> {
  await tx.execute(query.deleteFrom('article').where('id', '=', id));
}

/** Makes the name the article's; answers false when it is another one's. */
export async function takeSlug(tx: Transaction, slug: string, articleId: string): Promise<boolean> {
  const insert = query.insertInto('article_slug').values({ slug, article_id: articleId });
  await tx.execute(insert.onConflict((conflict) => conflict.column('slug').doNothing()));
  const owner = await tx.first(query.selectFrom('article_slug').select('article_id').where('slug', '=', slug));
  return owner?.article_id === articleId;
}

/** Has the name lead readers to the article, whatever it is called later. */
export async function publishSlug(tx: Transaction, slug: string): Promise<void> {
  await tx.execute(query.updateTable('article_slug').set({ is_published: true }).where('slug', '=', slug));
}

/** Which of the names nobody has, in their order. */
export async function freeSlugs(db: Queryable, slugs: readonly string[]): Promise<string[]> {
  const taken = new Set(
    (await db.rows(query.selectFrom('article_slug').select('slug').where('slug', 'in', slugs))).map(({ slug }) => slug),
  );
  return slugs.filter((slug) => !taken.has(slug));
}

export async function insertRevision(tx: Transaction, row: Insertable<Tables['article_revision']>): Promise<void> {
  await tx.execute(query.insertInto('article_revision').values(row));
}

/** The revisions of an article, as histories list them. */
function selectRevisions(articleId: string) {
  return query
    .selectFrom('article_revision as t')
    .innerJoin('article as a', 'a.id', 't.article_id')
    .select(['t.number', 't.note', 't.created_at'])
    .select(
      sql<
        ArticleRevision['author']
      >`case when t.author_id is not null then json_build_object('id', t.author_id, 'name', t.author_name) end`.as('author'),
    )
    .select(sql<boolean>`coalesce(t.number = a.published_revision, false)`.as('is_published'))
    .where('t.article_id', '=', articleId);
}

export async function findRevision(db: Queryable, articleId: string, number: number) {
  return db.first(selectRevisions(articleId).select('t.contents').where('t.number', '=', number));
}

type ListQuery = Input<(typeof knowledgeContract)['operations']['listArticleRevisions']>['query'];

/** What an article was, the newest first. */
export async function listRevisions(context: KnowledgeContext, articleId: string, input: ListQuery) {
  const sorts = { created_at: { expression: sql`t.created_at`, type: 'timestamptz' } } as const;
  const options = { list: `listArticleRevisions ${articleId}`, scope: everywhere, sorts, defaultSort: '-created_at' };
  return listPage<ArticleRevision>(context, query, selectRevisions(articleId), input, options);
}

/** The next articles in the order of their ids, for a walk over all. */
export async function listArticleIdsAfter(tx: Transaction, after: string | undefined, limit: number): Promise<string[]> {
  const ids = query.selectFrom('article').select('id').orderBy('id').limit(limit);
  return (await tx.rows(after === undefined ? ids : ids.where('id', '>', after))).map(({ id }) => id);
}
