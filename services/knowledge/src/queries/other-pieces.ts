import type { ArticleLocale } from '@kabinet/contracts/knowledge/resources';
import type { Queryable } from '@kabinet/database';
import { piecesOf } from './search.ts';
import { selectShown, type Reader } from './shown-article.ts';

/** The pieces of the articles' texts in `locale` that have what is looked for, by the articles' ids. */
export async function readPiecesIn(
  db: Queryable,
  ids: readonly string[],
  wanted: string,
  locale: ArticleLocale,
  reader: Reader,
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const pieces = selectShown(reader).clearSelect().select('t.id').select(piecesOf(wanted, locale).as('pieces'));
  return new Map((await db.rows(pieces.where('t.id', 'in', ids))).map((row) => [row.id, row.pieces]));
}
