import type { OrganizationRef, Principal } from '@kabinet/contract/principal';
import { knowledgeContract } from '@kabinet/contracts/knowledge';
import { licensesContract } from '@kabinet/contracts/licenses';
import { productsContract } from '@kabinet/contracts/products';
import type { ArticleDetails, NewArticle } from '@kabinet/contracts/knowledge/resources';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';

export const NOON = new Date('2026-06-15T09:00:00Z');

export interface World {
  readonly portal: TestPortal;
  readonly holder: OrganizationRef;
  readonly stranger: OrganizationRef;
  /** Held by the holder alone. */
  readonly product: string;
}

export async function startWorld(): Promise<World> {
  const portal = await startPortal({ now: NOON });
  const holder = await portal.organization('Держатель');
  const stranger = await portal.organization('Посторонняя');
  const product = await addProduct(portal, 'horns-desk');
  await portal.settle();
  await hold(portal, holder, product);
  await portal.settle();
  return { portal, holder, stranger, product };
}

export async function addProduct(portal: TestPortal, slug: string): Promise<string> {
  const name = { ru: slug, en: slug };
  const parameters = { type: 'object', additionalProperties: false };
  const body = { slug, name, parameters, support_levels: [], update_policy: 'always' as const };
  return (await portal.client(productsContract, staff('product_manager')).createProduct({ body })).id;
}

async function hold(portal: TestPortal, { organization_id }: OrganizationRef, product_id: string): Promise<void> {
  const terms = { quantity: 1, parameters: {}, valid_from: '2026-01-01', valid_until: '2026-12-31' };
  const client = portal.client(licensesContract, staff('account_manager'));
  await client.issueLicense({ body: { cabinet_id: organization_id, product_id, ...terms } }, { idempotencyKey: randomUUIDv7() });
}

export function articles({ portal }: World, principal: Principal) {
  return portal.client(knowledgeContract, principal, { locale: 'ru' });
}

export function editor(world: World) {
  return articles(world, staff('product_manager'));
}

export function reader(world: World, organization: OrganizationRef = world.holder) {
  return articles(world, member(organization, 'viewer'));
}

export async function write(world: World, title: string, body: string, more: Partial<NewArticle> = {}): Promise<ArticleDetails> {
  return editor(world).createArticle({ body: { texts: { ru: { title, body } }, ...more } });
}

/** Writes an article and shows it to customers. */
export async function publish(world: World, title: string, body: string, more: Partial<NewArticle> = {}): Promise<ArticleDetails> {
  const { id } = await write(world, title, body, more);
  return editor(world).publishArticle({ params: { id } });
}
