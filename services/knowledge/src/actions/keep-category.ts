import { articleEvents } from '@kabinet/contracts/knowledge/events';
import type { Category, NewCategory } from '@kabinet/contracts/knowledge/resources';
import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { KnowledgeContext } from '../context.ts';
import {
  countCategories,
  deleteCategory,
  insertCategory,
  isCategorySlugTaken,
  listCategories,
  lockCategory,
  updateCategory,
} from '../queries/category.ts';
import { readerOf } from './reader.ts';

/** Readers are shown all of them at once. */
const MOST_CATEGORIES = 200;

/** Throws `slug_taken`, `too_many_categories`. */
export async function createCategory(context: KnowledgeContext, given: NewCategory): Promise<Category> {
  const id = context.newId();
  const at = context.now().toISOString();
  await context.db.transaction(async (tx) => {
    await requireFreeSlug(tx, given.slug, id);
    if ((await countCategories(tx)) >= MOST_CATEGORIES) throw problem('too_many_categories', { params: { limit: MOST_CATEGORIES } });
    await insertCategory(tx, { ...given, name: JSON.stringify(given.name), id, created_at: at, updated_at: at });
    await tell(context, tx, { id, version: 1, slug: given.slug, name: given.name });
  });
  return readCategory(context, id);
}

/** Throws `category_not_found`, `slug_taken`. */
export async function replaceCategory(context: KnowledgeContext, id: string, { name, slug, position }: NewCategory): Promise<Category> {
  await context.db.transaction(async (tx) => {
    await requireFreeSlug(tx, slug, id);
    const before = await lockCategory(tx, id);
    if (!before) throw problem('category_not_found');
    const version = before.version + 1;
    await updateCategory(tx, id, { slug, name: JSON.stringify(name), position, version, updated_at: context.now().toISOString() });
    await tell(context, tx, { id, version, slug, name });
  });
  return readCategory(context, id);
}

/** Throws `category_not_found`. */
export async function dropCategory(context: KnowledgeContext, id: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const before = await lockCategory(tx, id);
    if (!before) throw problem('category_not_found');
    await deleteCategory(tx, id);
    await tell(context, tx, { id, version: before.version + 1, slug: before.slug, name: null });
  });
}

interface Told {
  readonly id: string;
  readonly version: number;
  readonly slug: string;
  readonly name: Category['name'] | null;
}

async function tell(context: KnowledgeContext, tx: Transaction, { version, ...data }: Told): Promise<void> {
  const envelope = { subject: data.id, version, organization_id: null, root_id: null };
  await context.publish(tx, articleEvents.article_category_changed, { ...envelope, data });
}

async function requireFreeSlug(tx: Transaction, slug: string, id: string): Promise<void> {
  if (await isCategorySlugTaken(tx, slug, id)) throw problem('slug_taken', { errors: [{ pointer: '/slug', code: 'taken' }] });
}

async function readCategory(context: KnowledgeContext, id: string): Promise<Category> {
  const category = (await listCategories(context.db, readerOf(context))).find((one) => one.id === id);
  if (!category) throw problem('category_not_found');
  return category;
}
