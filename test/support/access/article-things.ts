import { knowledgeContract } from '@kabinet/contracts/knowledge';
import { licensesContract } from '@kabinet/contracts/licenses';
import { member, staff } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { Readable } from 'node:stream';
import type { TestedPortal } from '../portal/tested-portal.ts';

let count = 0;

function desk(portal: TestedPortal) {
  return portal.client(knowledgeContract, staff('product_manager'));
}

interface Holder {
  readonly id: string;
  readonly root_id: string;
}

/** Gives the organization a product that nobody else holds. */
export async function holdAlone(portal: TestedPortal, { id: cabinet_id }: Holder, product_id: string): Promise<void> {
  const body = { cabinet_id, product_id, quantity: 1, parameters: { cores: 1 }, valid_from: '2026-01-01', valid_until: null };
  await portal.client(licensesContract, staff('account_manager')).issueLicense({ body }, { idempotencyKey: randomUUIDv7() });
}

/** An article for those who hold the product. */
export async function publishArticleFor(portal: TestedPortal, product_id: string) {
  count += 1;
  const texts = { ru: { title: `Статья проверки ${2_000_000 + count}`, body: 'См. [журнал](setup.log).' } };
  const { id } = await desk(portal).createArticle({ body: { texts, audience: 'holders', product_ids: [product_id] } });
  return desk(portal).publishArticle({ params: { id } });
}

export async function addFileTo(portal: TestedPortal, id: string): Promise<string> {
  const upload = { body: Readable.from([Buffer.from('строка')]), content_type: 'application/octet-stream', length: 12 };
  return (await desk(portal).uploadArticleFile({ params: { id }, query: { name: 'setup.log' }, upload })).id;
}

export async function addCategory(portal: TestedPortal): Promise<string> {
  const slug = `category-${randomUUIDv7()}`;
  return (await desk(portal).createArticleCategory({ body: { slug, name: { ru: slug, en: slug }, position: 1 } })).id;
}

/** Something that a customer looked for in vain. */
export async function missFor(portal: TestedPortal, { id, root_id }: Holder): Promise<string> {
  const q = `ничего-${randomUUIDv7()}`;
  await portal.client(knowledgeContract, member({ organization_id: id, root_id }, 'viewer')).listArticles({ query: { q } });
  const { items } = await desk(portal).listMissedSearches({ query: { q } });
  const [missed] = items;
  if (!missed) throw new Error(`nobody noted that ${q} was not found`);
  return missed.id;
}
