import type { ArticleChanges, ArticleContents, NewArticle } from '@kabinet/contracts/knowledge/resources';
import type { Transaction } from '@kabinet/database';
import { isProblem, problem, type FieldFault } from '@kabinet/problem';
import type { KnowledgeContext } from '../context.ts';
import { changedContents, contentFaults, contentsOf } from '../domain/article.ts';
import { slugOf } from '../domain/slug.ts';
import {
  findRevision,
  freeSlugs,
  insertArticle,
  insertRevision,
  lockArticle,
  takeSlug,
  updateArticle,
  type ArticleRow,
} from '../queries/article.ts';
import { categoryExists } from '../queries/category.ts';
import { knownProducts, recordProduct } from '../queries/product.ts';
import { publishState } from './publish-state.ts';
import { idOf } from './reader.ts';
import { showArticle } from './show-article.ts';

/** Articles of one title that are told apart by a short number. */
const MOST_NAMESAKES = 20;

interface Author {
  readonly author_id: string | null;
  readonly author_name: string | null;
}

/** Begins an article. Answers its id. Throws `invalid_body`, `slug_taken`. */
export async function createArticle(context: KnowledgeContext, given: NewArticle): Promise<string> {
  const id = context.newId();
  const slugs = given.slug === undefined ? await slugsFor(context, given, id) : [given.slug];
  const contents = contentsOf(given, slugs[0] ?? '');
  await learnProducts(context, contents.product_ids);
  await checkReferences(context.system, contents);
  const author = await authorOf(context);
  const at = context.now().toISOString();
  await context.db.transaction(async (tx) => {
    await insertArticle(tx, { id, status: 'draft', revision: 1, created_at: at, updated_at: at });
    const slug = await takeFirstSlug(tx, slugs, id);
    await keepRevision(context, tx, id, 1, { ...contents, slug }, { author, note: given.note, at });
    await publishState(context, tx, 'article_created', await showArticle(tx, id));
  });
  return id;
}

/** Changes an article's newest contents, which become a draft. Throws `article_not_found`, `version_mismatch`, `invalid_body`, `slug_taken`. */
export async function changeArticle(context: KnowledgeContext, ref: string, changes: ArticleChanges): Promise<string> {
  await learnProducts(context, changes.product_ids ?? []);
  return keepNext(context, await idOf(context, ref), changes.note, async (_tx, { contents, revision }) =>
    changedContents(contents, changes, revision + 1),
  );
}

/** Makes what an article was the newest contents. Throws `article_not_found`, `revision_not_found`. */
export async function restoreRevision(context: KnowledgeContext, ref: string, number: number): Promise<string> {
  const id = await idOf(context, ref);
  return keepNext(context, id, `← ${number}`, async (tx) => {
    const revision = await findRevision(tx, id, number);
    if (!revision) throw problem('revision_not_found');
    return revision.contents;
  });
}

type Next = (tx: Transaction, before: ArticleRow & { contents: ArticleContents }) => Promise<ArticleContents>;

async function keepNext(context: KnowledgeContext, id: string, note: string | undefined, next: Next): Promise<string> {
  const author = await authorOf(context);
  const at = context.now().toISOString();
  await context.db.transaction(async (tx) => {
    const before = await lockArticle(tx, id);
    if (!before) throw problem('article_not_found');
    if (context.ifMatch !== undefined && context.ifMatch !== before.version) throw problem('version_mismatch');
    const contents = await next(tx, before);
    const number = before.revision + 1;
    await checkReferences(tx, contents);
    await takeFirstSlug(tx, [contents.slug], id);
    await updateArticle(tx, id, { revision: number, status: 'draft', version: before.version + 1, updated_at: at });
    await keepRevision(context, tx, id, number, contents, { author, note, at });
    await publishState(context, tx, 'article_changed', await showArticle(tx, id));
  });
  return id;
}

interface Keeping {
  readonly author: Author;
  readonly note: string | undefined;
  readonly at: string;
}

async function keepRevision(
  context: KnowledgeContext,
  tx: Transaction,
  id: string,
  number: number,
  contents: ArticleContents,
  { author, note, at }: Keeping,
): Promise<void> {
  const row = { id: context.newId(), article_id: id, number, contents: JSON.stringify(contents), note: note ?? null, created_at: at };
  await insertRevision(tx, { ...row, ...author });
}

/** Before the transaction: a product that no event has told of yet is asked for. */
async function learnProducts(context: KnowledgeContext, ids: readonly string[]): Promise<void> {
  const known = new Set(await knownProducts(context.system, ids));
  for (const id of ids) if (!known.has(id)) await learnProduct(context, id);
}

async function learnProduct(context: KnowledgeContext, id: string): Promise<void> {
  try {
    const { slug, name, version } = await context.peersAsService.products.getProductDefinition({ params: { id } });
    await context.system.transaction((tx) => recordProduct(tx, { id, slug, name, version }));
  } catch (error) {
    // That it is unknown is said with everything else that is wrong.
    if (!isProblem(error, 'product_not_found', 'not_found')) throw error;
  }
}

async function checkReferences(db: Parameters<typeof knownProducts>[0], contents: ArticleContents): Promise<void> {
  const { product_ids, category_id } = contents;
  const known = new Set(await knownProducts(db, product_ids));
  const unknown = product_ids.flatMap((id, place): FieldFault[] =>
    known.has(id) ? [] : [{ pointer: `/product_ids/${place}`, code: 'product_unknown' }],
  );
  const isCategoryKnown = category_id === null || (await categoryExists(db, category_id));
  const category: FieldFault[] = isCategoryKnown ? [] : [{ pointer: '/category_id', code: 'category_unknown' }];
  const errors = [...contentFaults(contents), ...unknown, ...category];
  if (errors.length > 0) throw problem('invalid_body', { errors });
}

/** Names made of the title, the ones that nobody has first; the last one nobody will ever have. */
async function slugsFor(context: KnowledgeContext, { texts, original }: NewArticle, id: string): Promise<string[]> {
  const text = (original && texts[original]) ?? texts.ru ?? texts.en;
  const slug = slugOf(text?.title ?? '');
  const candidates = [slug, ...Array.from({ length: MOST_NAMESAKES }, (_, index) => `${slug}-${index + 2}`)];
  return [...(await freeSlugs(context.system, candidates)), `${slug}-${id.slice(-12)}`];
}

/** Another article may have taken a name meanwhile. Throws `slug_taken` when all are. */
async function takeFirstSlug(tx: Transaction, slugs: readonly string[], id: string): Promise<string> {
  for (const slug of slugs) if (await takeSlug(tx, slug, id)) return slug;
  throw problem('slug_taken', { errors: [{ pointer: '/slug', code: 'taken' }] });
}

/** Names travel in no event: whoever keeps one asks. */
async function authorOf(context: KnowledgeContext): Promise<Author> {
  const { principal } = context.origin;
  if (principal.kind !== 'user') return { author_id: null, author_name: null };
  try {
    const { name } = await context.peersAsService.auth.getMailbox({ params: { id: principal.id } });
    return { author_id: principal.id, author_name: name };
  } catch (error) {
    if (isProblem(error, 'user_not_found')) return { author_id: null, author_name: null };
    throw error;
  }
}
