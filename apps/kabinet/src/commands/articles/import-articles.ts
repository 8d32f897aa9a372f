import type { Client } from '@kabinet/contract/client';
import { knowledgeContract } from '@kabinet/contracts/knowledge';
import type { ArticleDetails, NewArticle } from '@kabinet/contracts/knowledge/resources';
import { productsContract } from '@kabinet/contracts/products';
import { isProblem, ProblemError } from '@kabinet/problem';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { clientOf } from '../../clients.ts';
import type { Composition } from '../../compose.ts';
import { FolderFault, listArticleFolders, readArticleFolder, readCategories, type FolderArticle } from './article-folder.ts';

/** What became of the articles of a folder, by their names. */
export interface ImportedArticles {
  readonly created: string[];
  readonly changed: string[];
  readonly unchanged: string[];
  readonly published: string[];
  readonly refused: { readonly slug: string; readonly reason: string }[];
}

type Desk = Client<typeof knowledgeContract>;

interface Import {
  readonly desk: Desk;
  readonly directory: string;
  /** Ids by slug. */
  readonly categories: ReadonlyMap<string, string>;
  readonly products: ReadonlyMap<string, string>;
  readonly done: ImportedArticles;
}

/**
 * Brings the articles of a folder into the portal: new ones are made, others changed where they differ, and what says `published` is
 * published. Every article is taken or refused by itself, so that an import that was cut short is simply repeated. Articles that are
 * not in the folder stay as they are.
 */
export async function importArticles(
  composition: Composition,
  directory: string,
  onProgress: (share: number) => void,
): Promise<ImportedArticles> {
  const desk = clientOf(composition, knowledgeContract);
  const categories = await bringCategories(desk, directory);
  const products = await productIds(composition);
  const done: ImportedArticles = { created: [], changed: [], unchanged: [], published: [], refused: [] };
  const slugs = await listArticleFolders(directory);
  for (const [index, slug] of slugs.entries()) {
    await bringArticle({ desk, directory, categories, products, done }, slug);
    onProgress((index + 1) / slugs.length);
  }
  return done;
}

async function bringCategories(desk: Desk, directory: string): Promise<ReadonlyMap<string, string>> {
  const { items } = await desk.listArticleCategories({});
  const ids = new Map(items.map(({ slug, id }) => [slug, id]));
  for (const [index, { slug, name }] of (await readCategories(directory)).entries()) {
    const known = items.find((category) => category.slug === slug);
    const body = { slug, name, position: (index + 1) * 10 };
    if (!known) ids.set(slug, (await desk.createArticleCategory({ body })).id);
    else if (known.name.ru !== name.ru || known.name.en !== name.en) {
      await desk.replaceArticleCategory({ params: { id: known.id }, body: { slug, name, position: known.position } });
    }
  }
  return ids;
}

async function productIds(composition: Composition): Promise<ReadonlyMap<string, string>> {
  const { items } = await clientOf(composition, productsContract).listProducts({ query: { limit: 200 } });
  return new Map(items.map(({ slug, id }) => [slug, id]));
}

async function bringArticle(task: Import, slug: string): Promise<void> {
  try {
    const folder = await readArticleFolder(task.directory, slug);
    const article = await bringContents(task, folder);
    await bringFiles(task, article, folder);
    if (folder.status !== 'published' || article.status === 'published') return;
    await task.desk.publishArticle({ params: { id: article.id } });
    task.done.published.push(slug);
  } catch (error) {
    if (!(error instanceof ProblemError) && !(error instanceof FolderFault)) throw error;
    task.done.refused.push({ slug, reason: reasonOf(error) });
  }
}

function reasonOf(error: ProblemError | FolderFault): string {
  if (error instanceof FolderFault) return error.message;
  return [error.code, ...error.errors.map(({ pointer, code }) => `${pointer}: ${code}`)].join(' ');
}

/** The article with the contents of the folder, made or changed where they differ. */
async function bringContents(task: Import, folder: FolderArticle): Promise<ArticleDetails> {
  const { desk, done } = task;
  const { slug } = folder;
  const body = bodyOf(task, folder);
  const known = await desk.getArticle({ params: { id: slug }, query: {} }).catch((error: unknown) => {
    if (isProblem(error, 'article_not_found')) return undefined;
    throw error;
  });
  if (!known) {
    const created = await desk.createArticle({ body });
    done.created.push(slug);
    return created;
  }
  const changes = changesOf(known, body);
  if (!changes) {
    done.unchanged.push(slug);
    return known;
  }
  const changed = await desk.changeArticle({ params: { id: known.id }, body: changes }, { ifMatch: '*' });
  done.changed.push(slug);
  return changed;
}

function bodyOf(
  { categories, products }: Import,
  { slug, texts, original, category, products: wanted, versions, audience }: FolderArticle,
) {
  const category_id = category === null ? null : categories.get(category);
  if (category_id === undefined) throw new FolderFault(`there is no category ${category}`);
  const product_ids = wanted.map((product) => {
    const id = products.get(product);
    if (id === undefined) throw new FolderFault(`there is no product ${product}`);
    return id;
  });
  // Whether it is one of the audiences, the contract decides.
  return { slug, category_id, product_ids, versions, audience: audience as NonNullable<NewArticle['audience']>, original, texts };
}

/** Undefined when there is nothing to change. Only texts that differ are sent: a translation that is not falls behind its original. */
function changesOf(known: ArticleDetails, body: ReturnType<typeof bodyOf>) {
  const { texts: before = {}, original } = known.editing ?? {};
  const locales = ['ru', 'en'] as const;
  const differing = locales.filter((locale) => JSON.stringify(before[locale]) !== JSON.stringify(body.texts[locale]));
  const texts = Object.fromEntries(differing.map((locale) => [locale, body.texts[locale] ?? null]));
  const { category, product_ids, versions, audience, slug } = known;
  const particulars = { slug, category_id: category?.id ?? null, product_ids, versions, audience, original };
  const { texts: _, ...wanted } = body;
  const isSame = Object.entries(wanted).every(([name, value]) => {
    return JSON.stringify(particulars[name as keyof typeof particulars]) === JSON.stringify(value);
  });
  if (isSame && differing.length === 0) return undefined;
  return { ...wanted, ...(differing.length === 0 ? {} : { texts }) };
}

async function bringFiles(
  { desk, directory }: Import,
  { id, files }: ArticleDetails,
  { slug, files: names }: FolderArticle,
): Promise<void> {
  for (const name of names) {
    const contents = await readFile(join(directory, slug, name));
    const known = files.find((file) => file.name === name);
    if (known?.sha256 === createHash('sha256').update(contents).digest('hex')) continue;
    if (known) throw new FolderFault(`${name} is there with other contents: earlier revisions show it, so call the new one otherwise`);
    const upload = { body: Readable.from([contents]), content_type: 'application/octet-stream', length: contents.length };
    await desk.uploadArticleFile({ params: { id }, query: { name }, upload });
  }
}
