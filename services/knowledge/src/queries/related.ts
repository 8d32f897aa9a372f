import type { ArticleDetails } from '@kabinet/contracts/knowledge/resources';
import type { Queryable } from '@kabinet/database';
import { sql } from 'kysely';
import { selectShown, localeOf, type Reader, type ShownArticle } from './shown-article.ts';

const SHOWN = 5;

/** Articles of the same products or category that have words of its title, the nearest first. */
export async function listRelated(db: Queryable, article: ShownArticle, reader: Reader): Promise<ArticleDetails['related']> {
  const { id, texts, product_ids, category_id } = article;
  const title = texts[localeOf(texts, reader.locale)]?.title ?? '';
  const words = sql`replace(plainto_tsquery('russian', ${title})::text, ' & ', ' | ')::tsquery`;
  const rows = await db.rows(
    selectShown(reader)
      .clearSelect()
      .select(['t.id', 't.slug', 't.texts'])
      .where('t.id', '<>', id)
      .where(sql<boolean>`(t.product_ids && ${product_ids}::uuid[] or t.category_id = ${category_id}::uuid)`)
      .where(sql<boolean>`t.search @@ (${words})`)
      .orderBy(sql`ts_rank('{0, 0.1, 0.4, 1.0}', t.search, ${words})`, 'desc')
      .orderBy('t.id')
      .limit(SHOWN),
  );
  return rows.map((row) => ({ id: row.id, slug: row.slug, title: row.texts[localeOf(row.texts, reader.locale)]?.title ?? '' }));
}
