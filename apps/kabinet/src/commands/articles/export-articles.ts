import type { Client } from '@kabinet/contract/client';
import { knowledgeContract } from '@kabinet/contracts/knowledge';
import { productsContract } from '@kabinet/contracts/products';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'yaml';
import { clientOf } from '../../clients.ts';
import type { Composition } from '../../compose.ts';
import { CATEGORIES_FILE, writeTexts } from './article-folder.ts';

type Desk = Client<typeof knowledgeContract>;

/** Writes the newest contents of all articles into a folder that `importArticles` reads; answers how many there are. */
export async function exportArticles(composition: Composition, directory: string): Promise<number> {
  const desk = clientOf(composition, knowledgeContract);
  await mkdir(directory, { recursive: true });
  const { items: categories } = await desk.listArticleCategories({});
  await writeFile(join(directory, CATEGORIES_FILE), stringify(categories.map(({ slug, name }) => ({ slug, name }))));
  const { items: products } = await clientOf(composition, productsContract).listProducts({ query: { limit: 200 } });
  const slugs = new Map(products.map(({ id, slug }) => [id, slug]));
  let count = 0;
  for await (const id of articleIds(desk)) {
    await exportArticle(desk, directory, id, slugs);
    count += 1;
  }
  return count;
}

async function* articleIds(desk: Desk): AsyncGenerator<string> {
  let cursor: string | null = null;
  do {
    const query = { limit: 50, sort: 'created_at' as const, ...(cursor === null ? {} : { cursor }) };
    const page: Awaited<ReturnType<Desk['listArticles']>> = await desk.listArticles({ query });
    for (const { id } of page.items) yield id;
    cursor = page.next_cursor;
  } while (cursor !== null);
}

async function exportArticle(desk: Desk, directory: string, id: string, products: ReadonlyMap<string, string>): Promise<void> {
  const { slug, editing, category, product_ids, versions, audience, status, files } = await desk.getArticle({ params: { id }, query: {} });
  if (!editing) throw new Error(`nobody may edit ${slug}`);
  const folder = join(directory, slug);
  await mkdir(folder, { recursive: true });
  const particulars = {
    category: category?.slug ?? null,
    products: product_ids.flatMap((product) => products.get(product) ?? []),
    versions,
    audience,
    status,
  };
  const texts = writeTexts({ slug, original: editing.original, texts: editing.texts, ...particulars });
  for (const [name, text] of texts) await writeFile(join(folder, name), text);
  for (const file of files) {
    const bytes = await desk.downloadArticleFile({ params: { id, file_id: file.id } });
    await pipeline(bytes, createWriteStream(join(folder, file.name)));
  }
}
