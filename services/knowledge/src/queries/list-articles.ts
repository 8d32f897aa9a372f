import type { Input } from '@kabinet/contract';
import { everywhere } from '@kabinet/contract/access';
import type { knowledgeContract } from '@kabinet/contracts/knowledge';
import { listPage, type ListPage } from '@kabinet/service';
import { sql, type RawBuilder } from 'kysely';
import type { KnowledgeContext } from '../context.ts';
import type { SearchQuery } from '../domain/search-words.ts';
import { query } from '../tables.ts';
import { distanceFrom, piecesOf } from './search.ts';
import { selectShown, type Reader } from './shown-article.ts';

type ListQuery = Input<(typeof knowledgeContract)['operations']['listArticles']>['query'];
export type ListedArticle = NonNullable<Awaited<ReturnType<typeof listShown>>['items'][number]>;

/** What narrows a list beside its query: what is looked for, and the ranges of versions that have the version asked for. */
export interface Wanted {
  readonly words: SearchQuery | null;
  readonly ranges: readonly string[] | undefined;
}

/**
 * So many articles of each place compete in the order in which they fit: ranking costs a look at the whole of each, and nobody turns pages
 * beyond. Of more than that the newest are taken.
 */
const RANKED = 250;
const PLACES = ['title_search', 'heading_search', 'search'] as const;

/** The articles that `reader` sees and the query wants: the best fitting first where words are looked for, else the newest. */
export async function listShown(context: KnowledgeContext, reader: Reader, input: ListQuery, { words, ranges }: Wanted) {
  const { locale } = reader;
  const wanted = selectShown(reader)
    .$if(input.product_id !== undefined, (select) => select.where(sql<boolean>`t.product_ids && ${input.product_id}::uuid[]`))
    .$if(ranges !== undefined, (select) => select.where(sql<boolean>`(t.versions is null or t.versions = any(${ranges}::text[]))`))
    .$if(input.category_id !== undefined, (select) => select.where('t.category_id', 'in', input.category_id ?? []))
    .$if(input.status !== undefined, (select) => select.where('t.status', 'in', input.status ?? []))
    .$if(input.audience !== undefined, (select) => select.where('t.audience', 'in', input.audience ?? []));
  const source = wanted
    .select(words === null ? sql<string | null>`null`.as('pieces') : piecesOf(words.wide, locale).as('pieces'))
    .$if(words !== null, (select) =>
      select.where(input.sort === undefined ? amongBest(wanted, words?.wide ?? '') : has('search', words?.wide)),
    );
  const sorts = {
    relevance: { expression: words === null ? sql`0::bigint` : distanceFrom(words), type: 'bigint' },
    title: { expression: sql.ref(`t.title_${locale}`), type: 'text' },
    updated_at: { expression: sql`t.updated_at`, type: 'timestamptz' },
    created_at: { expression: sql`t.created_at`, type: 'timestamptz' },
  } as const;
  const options = {
    list: `listArticles ${locale}`,
    scope: everywhere,
    sorts,
    defaultSort: words === null ? '-updated_at' : 'relevance',
    replan: words !== null,
  };
  // Articles stand in no tree: which are seen is decided above.
  return listPage(context, query, source, input, options) as Promise<ListPage<RowOf<typeof source>>>;
}

function has(place: (typeof PLACES)[number], words: string | undefined): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(`t.${place}`)} @@ ${words}::tsquery`;
}

function amongBest(wanted: ReturnType<typeof selectShown>, words: string): RawBuilder<boolean> {
  const newest = PLACES.map((place) => {
    const found = wanted.clearSelect().select('t.id').where(has(place, words)).orderBy('t.updated_at', 'desc').orderBy('t.id', 'desc');
    return sql`(${found.limit(RANKED)})`;
  });
  return sql<boolean>`t.id in (${sql.join(newest, sql` union `)})`;
}

type RowOf<Select> = Select extends { execute(): Promise<(infer Row)[]> } ? Row : never;
