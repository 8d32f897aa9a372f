import type { Scope } from '@kabinet/contract/access';
import type { ArticleDetails, ArticleFile, ArticleLocale } from '@kabinet/contracts/knowledge/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable, type RawBuilder } from 'kysely';
import type { ShownText } from '../domain/article.ts';
import { query, type Tables } from '../tables.ts';
import { productsHeld } from './holding.ts';

/** Who reads, and in which language they would rather. */
export interface Reader {
  readonly scope: Scope;
  /** The calendar date in the vendor's time zone. */
  readonly today: string;
  readonly locale: ArticleLocale;
}

const COLUMNS = [
  't.id',
  't.slug',
  't.status',
  't.audience',
  't.product_ids',
  't.versions',
  't.texts',
  't.published_at',
  't.created_at',
  't.updated_at',
] as const;

/** The articles that `reader` sees: staff and services the newest contents of all, customers what is published for them. */
export function selectShown(reader: Reader) {
  const shown = query
    .selectFrom('shown_article as t')
    .leftJoin('category as c', 'c.id', 't.category_id')
    .select(COLUMNS)
    .select(
      sql<ArticleDetails['category']>`case when c.id is not null then json_build_object('id', c.id, 'slug', c.slug, 'name', c.name) end`.as(
        'category',
      ),
    );
  return shown.where(visibleTo(reader, 't'));
}

/** For a row of `shown_article` with the alias. */
export function visibleTo({ scope, today }: Reader, alias: string): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  if (scope.kind === 'everywhere') return sql<boolean>`${column('stage')} = 'head'`;
  const isHeld = sql`${column('product_ids')} && array(${productsHeld(scope, today)})`;
  return sql<boolean>`${column('stage')} = 'published'
    and (${column('audience')} = 'public' or (${column('audience')} = 'holders' and ${isHeld}))`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `ref` is an id or any name that the article has or had; a name of a draft leads readers nowhere before it is published. */
function named(ref: string): RawBuilder<boolean> {
  return UUID.test(ref)
    ? sql<boolean>`t.id = ${ref}::uuid`
    : sql<boolean>`t.id = (select article_id from article_slug
        where article_slug.slug = ${ref} and (article_slug.is_published or t.stage = 'head'))`;
}

export type ShownArticle = NonNullable<Awaited<ReturnType<typeof findShown>>>;

export async function findShown(db: Queryable, ref: string, reader: Reader) {
  return db.first(selectShown(reader).select(['t.original', 't.file_names', 't.category_id']).where(named(ref)));
}

/** The article's id, if `reader` sees it. */
export async function findShownId(db: Queryable, ref: string, reader: Reader): Promise<string | undefined> {
  return (await db.first(selectShown(reader).clearSelect().select('t.id').where(named(ref))))?.id;
}

/** The language that a reader of `wanted` gets. */
export function localeOf(texts: Partial<Record<ArticleLocale, ShownText>>, wanted: ArticleLocale): ArticleLocale {
  if (texts[wanted]) return wanted;
  return wanted === 'ru' ? 'en' : 'ru';
}

/** The article's files; those that `names` has, or all of them. */
export async function listFiles(db: Queryable, articleId: string, names?: readonly string[]): Promise<ArticleFile[]> {
  const files = query
    .selectFrom('article_file')
    .select(['id', 'name', 'size', 'sha256', 'created_at'])
    .where('article_id', '=', articleId)
    .orderBy('name');
  return db.rows(names ? files.where(sql<boolean>`name = any(${names})`) : files);
}

type ShownRow = Omit<Insertable<Tables['shown_article']>, 'search' | 'title_search' | 'heading_search'> & { readonly headings: string };

/** Puts what is shown at a stage in the place of what was. */
export async function writeShown(tx: Transaction, { headings, ...row }: ShownRow): Promise<void> {
  await tx.execute(query.deleteFrom('shown_article').where('id', '=', row.id).where('stage', '=', row.stage));
  const plain = Object.values(JSON.parse(row.plain) as Record<string, string>).join('\n');
  const part = (text: string, weight: string) => sql<string>`setweight(to_tsvector('russian', ${folding(text)}::text), ${sql.lit(weight)})`;
  const title_search = part([...new Set([row.title_ru, row.title_en])].join('\n'), 'A');
  const heading_search = part(headings, 'B');
  const search = sql<string>`${title_search} || ${heading_search} || ${part(plain, 'D')}`;
  await tx.execute(query.insertInto('shown_article').values({ ...row, search, title_search, heading_search }));
}

function folding(text: string): string {
  return text.replaceAll('ё', 'е').replaceAll('Ё', 'Е');
}

export async function deleteShown(tx: Transaction, id: string, stage: 'published'): Promise<void> {
  await tx.execute(query.deleteFrom('shown_article').where('id', '=', id).where('stage', '=', stage));
}

/** The ranges of versions that articles of the products have, of which there are few. */
export async function listVersions(db: Queryable, reader: Reader, productIds: readonly string[] | undefined): Promise<string[]> {
  const ranges = query
    .selectFrom('shown_article as t')
    .select('t.versions')
    .distinct()
    .where(visibleTo(reader, 't'))
    .where('t.versions', 'is not', null)
    .$if(productIds !== undefined, (select) => select.where(sql<boolean>`t.product_ids && ${productIds}::uuid[]`));
  return (await db.rows(ranges)).flatMap(({ versions }) => (versions === null ? [] : [versions]));
}
