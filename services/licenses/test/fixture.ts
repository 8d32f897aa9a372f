import { licensesContract } from '@kabinet/contracts/licenses';
import { productsContract } from '@kabinet/contracts/products';
import type { NewProduct } from '@kabinet/contracts/products/resources';
import type { Principal } from '@kabinet/contract/principal';
import { staff, type TestPortal } from 'kabinet-program/testing';
import { readFile } from 'node:fs/promises';

/** Adds the products of the samples; answers their ids by slug. */
export async function addSampleProducts(portal: TestPortal): Promise<Map<string, string>> {
  const client = portal.client(productsContract, staff('product_manager'));
  const ids = new Map<string, string>();
  const file = new URL('../../../samples/products.json', import.meta.url);
  for (const body of JSON.parse(await readFile(file, 'utf8')) as NewProduct[]) {
    const { id, slug } = await client.createProduct({ body });
    ids.set(slug, id);
  }
  return ids;
}

export const erp: Principal = { kind: 'machine', id: 'the-erp', scopes: ['purchases:write'], organization: null };

export function licenses(portal: TestPortal, principal: Principal = staff('account_manager')) {
  return portal.client(licensesContract, principal);
}

export function saleLine(changes: object = {}) {
  return {
    product: 'horns-mail',
    quantity: 25,
    parameters: { mailboxes: 100 },
    valid_from: '2026-01-01',
    valid_until: '2026-12-31',
    certificate: { level: 'standard', valid_from: '2026-01-01', valid_until: '2026-12-31' },
    ...changes,
  };
}

let messages = 0;

export function purchase(lines: object[], changes: object = {}) {
  messages += 1;
  return {
    source: 'erp-1c',
    id: `ЗК-${messages}`,
    purchased_at: '2026-01-01T09:00:00Z',
    buyer: { inn: '7707083893', kpp: '770701001', name: 'ПАО «Пример»', contact: { email: 'it@example.ru', name: 'И. И. Иванов' } },
    lines,
    ...changes,
  };
}
