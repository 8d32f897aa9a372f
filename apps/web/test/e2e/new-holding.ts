import type { BrowserContext } from 'playwright-core';
import { apiAs } from './api-as.ts';
import { invited } from './new-person.ts';

/** A client of its own for a test that moves things: other tests count those of the demo. */
export interface Holding {
  readonly owner: string;
  readonly cabinet: { readonly id: string; readonly name: string };
  readonly subsidiary: { readonly id: string; readonly name: string };
}

/** A holding with a subsidiary and two licences, of 5 units each. */
export async function newHolding(context: BrowserContext): Promise<Holding> {
  const staff = await apiAs(context, 'account@kabinet.example');
  const { id: product_id } = await staff.get<{ id: string }>('/products/horns-os');
  const create = (body: object) => staff.post<Holding['cabinet']>('/cabinets', { inn: newInn(), kind: 'customer', ...body });
  const cabinet = await create({ name: 'АО «Передающий»' });
  const subsidiary = await create({ name: 'ООО «Принимающий»', parent_id: cabinet.id });
  const term = { quantity: 5, versions: null, valid_from: '2026-01-01', valid_until: null };
  const parameters = { edition: 'server', architecture: 'x86_64' };
  for (let made = 0; made < 2; made++) await staff.post('/licenses', { cabinet_id: cabinet.id, product_id, ...term, parameters });
  return { owner: await invited(context, { cabinet: cabinet.id, role: 'owner' }), cabinet, subsidiary };
}

/** An ИНН of ten digits that nobody has, with the right check digit (order of the Federal Tax Service, № MMV-7-6/435). */
function newInn(): string {
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => (byte % 9) + 1);
  const sum = digits.reduce((total, digit, place) => total + digit * [2, 4, 10, 3, 5, 9, 4, 6, 8][place]!, 0);
  return `${digits.join('')}${(sum % 11) % 10}`;
}
