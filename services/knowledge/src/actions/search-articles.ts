import type { Input } from '@kabinet/contract';
import type { knowledgeContract } from '@kabinet/contracts/knowledge';
import type { Article, SearchOutcome } from '@kabinet/contracts/knowledge/resources';
import type { Queryable } from '@kabinet/database';
import type { ListPage } from '@kabinet/service';
import { contains, parseRange, parseVersion } from '@kabinet/version-range';
import type { KnowledgeContext } from '../context.ts';
import { LOCALES, otherLocale } from '../domain/article.ts';
import { correctionShown, meaningOf, queryOf, readingsOf, wordsOf, type Meaning } from '../domain/search-words.ts';
import { listShown, type ListedArticle, type Wanted } from '../queries/list-articles.ts';
import { noteMissed } from '../queries/missed-search.ts';
import { readPiecesIn } from '../queries/other-pieces.ts';
import { isMarked, readReadings, snippetOf } from '../queries/search.ts';
import { listVersions, localeOf, type Reader } from '../queries/shown-article.ts';
import { readerOf } from './reader.ts';

type Operations = (typeof knowledgeContract)['operations'];
type ListQuery = Input<Operations['listArticles']>['query'];
type Suggesting = Input<Operations['suggestArticles']>['query'];

/** The articles that the caller sees. What is searched for may be misspelt, or typed in another layout or alphabet. */
export async function searchArticles(context: KnowledgeContext, input: ListQuery) {
  const reader = readerOf(context);
  const { q } = input;
  const ranges = await rangesOf(context.db, reader, input);
  if (q === undefined) {
    const { seen: _, ...page } = await pageOf(context, reader, input, { words: null, ranges });
    return { ...page, search: null };
  }
  const meanings = await meaningsOf(context.db, q);
  const found = await findBest(context, reader, input, meanings, ranges);
  // Only the first page tells whether there is anything.
  const isMissed = found.search.matched !== 'every_word' && input.cursor === undefined && reader.scope.kind === 'subtrees';
  if (isMissed) await noteSearch(context, q);
  return found;
}

/** At most so many are suggested. */
const SUGGESTED = 5;

/** Articles that have any of the words of a question, the best first. */
export async function suggestArticles(context: KnowledgeContext, { q, ...about }: Suggesting): Promise<{ items: Article[] }> {
  const reader = readerOf(context);
  const words = queryOf(await meaningsOf(context.db, q), 'any');
  if (words === null) return { items: [] };
  const ranges = await rangesOf(context.db, reader, about);
  const { items } = await pageOf(context, reader, { ...about, limit: SUGGESTED }, { words, ranges });
  return { items };
}

type Found = ListPage<Article> & { search: SearchOutcome };

/** What has all of the words; where nothing does, what has some of them, a page at most. */
async function findBest(
  context: KnowledgeContext,
  reader: Reader,
  input: ListQuery,
  meanings: readonly Meaning[],
  ranges: Wanted['ranges'],
): Promise<Found> {
  const all = queryOf(meanings, 'every');
  if (all === null) return { items: [], next_cursor: null, search: { matched: 'nothing', corrected: null } };
  const page = await pageOf(context, reader, input, { words: all, ranges });
  if (page.items.length > 0 || input.cursor !== undefined) return outcome(page, 'every_word', meanings);
  const any = queryOf(meanings, 'any');
  if (any === null || meanings.length === 1) return outcome(page, 'nothing', meanings);
  const some = await pageOf(context, reader, input, { words: any, ranges });
  return outcome({ ...some, next_cursor: null }, some.items.length > 0 ? 'some_words' : 'nothing', meanings);
}

function outcome({ seen, ...page }: FoundArticles, matched: SearchOutcome['matched'], meanings: readonly Meaning[]): Found {
  return { ...page, search: { matched, corrected: correctionShown(meanings, seen) } };
}

async function meaningsOf(db: Queryable, q: string): Promise<Meaning[]> {
  const words = wordsOf(q);
  if (words.length === 0) return [];
  return (await readReadings(db, words.map(readingsOf))).map(meaningOf);
}

/** A page, and all texts of its articles in both languages. */
interface FoundArticles extends ListPage<Article> {
  readonly seen: readonly string[];
}

async function pageOf(context: KnowledgeContext, reader: Reader, input: ListQuery, wanted: Wanted): Promise<FoundArticles> {
  const page = await listShown(context, reader, input, wanted);
  const translated = await piecesOfTranslations(context.db, page.items, wanted, reader);
  // What is found by its text in one language is shown in the other, too.
  const seen = page.items.flatMap(({ texts }) => Object.values(texts).flatMap(({ title, body }) => [title, body]));
  return { ...page, items: page.items.map((row) => articleOf(row, reader, translated.get(row.id))), seen };
}

/** Of what only the translation of an article has: pieces of that, by the article's id. The search looks at both languages. */
async function piecesOfTranslations(
  db: Queryable,
  rows: readonly ListedArticle[],
  { words }: Wanted,
  reader: Reader,
): Promise<ReadonlyMap<string, string>> {
  if (words === null) return new Map();
  const unmarked = rows.filter(({ texts, pieces }) => pieces !== null && !isMarked(pieces) && LOCALES.every((locale) => texts[locale]));
  const ids = unmarked.map(({ id }) => id);
  return readPiecesIn(db, ids, words.wide, otherLocale(reader.locale), reader);
}

function articleOf({ texts, pieces, ...row }: ListedArticle, reader: Reader, translated: string | undefined): Article {
  const locale = localeOf(texts, reader.locale);
  const isElsewhere = translated !== undefined && isMarked(translated);
  const shown = isElsewhere ? translated : pieces;
  const { title = '', body = '' } = texts[locale] ?? {};
  const locales = LOCALES.filter((one) => texts[one]);
  const snippet_locale = shown === null ? null : isElsewhere ? otherLocale(locale) : locale;
  return { ...row, title, body, locale, locales, snippet: shown === null ? null : snippetOf(shown), snippet_locale };
}

/** The ranges that have the version asked for; undefined where none is. */
async function rangesOf(db: Queryable, reader: Reader, { version, product_id }: Pick<ListQuery, 'version' | 'product_id'>) {
  if (version === undefined) return undefined;
  const parsed = parseVersion(version);
  const ranges = await listVersions(db, reader, product_id);
  return ranges.filter((range) => parsed !== undefined && (parseRange(range) ?? []).some((interval) => contains(interval, parsed)));
}

async function noteSearch(context: KnowledgeContext, q: string): Promise<void> {
  const query = q.trim().toLowerCase().replaceAll(/\s+/gu, ' ');
  if (query === '') return;
  await context.system.transaction((tx) => noteMissed(tx, { id: context.newId(), query, at: context.now().toISOString() }));
}
