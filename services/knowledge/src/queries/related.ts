import type { ArticleDetails } from '@kabinet/contracts/knowledge/resources';
import { replanned, type Queryable } from '@kabinet/database';
import { sql } from 'kysely';
import { query } from '../tables.ts';
import { selectShown, localeOf, type Reader, type ShownArticle } from './shown-article.ts';

const SHOWN = 5;
/** Of so many, the newest, the nearest are told: telling costs a look at the whole of each. */
const COMPARED = 250;

/** Articles of the same products or category that have words of its title, the nearest first. */
export async function listRelated(db: Queryable, article: ShownArticle, reader: Reader): Promise<ArticleDetails['related']> {
  const { id, texts, product_ids, category_id } = article;
  const title = texts[localeOf(texts, reader.locale)]?.title ?? '';
  const words = sql`replace(plainto_tsquery('russian', ${title})::text, ' & ', ' | ')::tsquery`;
  const alike = selectShown(reader)
    .clearSelect()
    .select(['t.id', 't.slug', 't.texts', 't.search'])
    .where('t.id', '<>', id)
    .where(sql<boolean>`(t.product_ids && ${product_ids}::uuid[] or t.category_id = ${category_id}::uuid)`)
    .where(sql<boolean>`t.search @@ (${words})`)
    .orderBy('t.updated_at', 'desc')
    .orderBy('t.id')
    .limit(COMPARED);
  const nearest = query
    .selectFrom(alike.as('t'))
    .select(['t.id', 't.slug', 't.texts'])
    .orderBy(sql`ts_rank('{0, 0.1, 0.4, 1.0}', t.search, ${words})`, 'desc')
    .orderBy('t.id')
    .limit(SHOWN);
  const rows = await db.rows(replanned(nearest.compile()));
  return rows.map((row) => ({ id: row.id, slug: row.slug, title: row.texts[localeOf(row.texts, reader.locale)]?.title ?? '' }));
}
