import { authContract } from '@kabinet/contracts/auth';
import { innOf, serviceNamed } from 'kabinet-program/testing';
import { manualOf, publishRelease } from '../access/release-things.ts';
import { newProduct } from '../access/new-things.ts';
import type { Processes } from '../portal/processes.ts';
import { logIn, publicApi, type PublicAnswer, type PublicApi } from '../public-api.ts';
import type { Journal } from './journal.ts';

const EMAIL = 'admin@faults.example';
const PASSWORD = 'a fault table of the tests';
const TERM = { valid_from: '2026-01-01', valid_until: '2030-12-31' };

/** Where purchases say that they come from. */
export const SOURCE = 'faults';

/** Who uses the portal while it has a fault, and on what. */
export interface World {
  readonly portal: Processes;
  readonly journal: Journal;
  readonly anybody: PublicApi;
  /** The access tokens of people last ten minutes: logged in anew for each fault. */
  admin: PublicApi;
  readonly erp: PublicApi;
  /** Of the buyer, to download with. */
  readonly machine: PublicApi;
  readonly cabinet: string;
  readonly license: string;
  readonly product: string;
  /** The path of a file that is offered under the licence. */
  readonly download: string;
}

export interface Order {
  readonly source: string;
  readonly id: string;
  readonly purchased_at: string;
  readonly buyer: { readonly inn: string; readonly kpp: string; readonly name: string; readonly contact: Contact };
  readonly lines: readonly object[];
}

interface Contact {
  readonly email: string;
  readonly name: string;
}

let count = 0;

/** A number that nothing else of this run has. */
export function nextNumber(): number {
  count += 1;
  return count;
}

/** A purchase of one licence by a buyer whom nobody knows yet, so that an organization, an owner and a mail follow from it. */
export function newOrder(quantity = 1): Order {
  const number = nextNumber();
  const contact = { email: `owner-${number}@faults.example`, name: `Покупатель ${number}` };
  const buyer = { inn: innOf(310_000 + number), kpp: '770701001', name: `ООО «Сбой ${number}»`, contact };
  const lines = [{ product: 'faults', quantity, parameters: { cores: 2 }, ...TERM }];
  return { source: SOURCE, id: `order-${number}`, purchased_at: '2026-01-01T09:00:00Z', buyer, lines };
}

/** Sends a purchase and writes down what was answered. */
export async function buy({ erp, journal }: Pick<World, 'erp' | 'journal'>, order: Order): Promise<PublicAnswer> {
  journal.sent.add(order.id);
  const answer = await erp.send('POST', '/api/v1/purchases', order);
  if (answer.status === 201) journal.bought.set(order.id, answer.body as { id: string; licenses: { id: string }[] });
  if (answer.status === 422) journal.refused.add(order.id);
  return answer;
}

export async function buildWorld(portal: Processes, journal: Journal): Promise<World> {
  const anybody = publicApi(portal.url);
  const body = { email: EMAIL, name: 'Администратор', password: PASSWORD, staff_roles: ['administrator' as const], memberships: [] };
  await portal.client(authContract, serviceNamed('test')).createUser({ body });
  const admin = await logInAnew(anybody);
  const product = made(await admin.send('POST', '/api/v1/products', newProduct('faults')));
  const token = made(await admin.send('POST', '/api/v1/tokens', { name: 'ERP', scopes: ['purchases:write'] }));
  await portal.settle();
  const erp = anybody.as(String(token['token']));
  const purchase = made(await buy({ erp, journal }, newOrder()));
  await portal.settle();
  const cabinet = (purchase['cabinet'] as { id: string }).id;
  const license = (purchase['licenses'] as { id: string }[])[0]?.id ?? '';
  const reader = { name: 'CI', scopes: ['artifacts:download'], cabinet_id: cabinet };
  const machine = anybody.as(String(made(await admin.send('POST', '/api/v1/tokens', reader))['token']));
  const release = await publishRelease(portal, String(product['id']));
  const download = `/api/v1/artifacts/${await manualOf(portal, release)}/content`;
  return { portal, journal, anybody, admin, erp, machine, cabinet, license, product: String(product['id']), download };
}

/** How many changes clients were told of. */
export function acknowledgedIn({ journal }: Pick<World, 'journal'>): number {
  return journal.bought.size + journal.invited.size;
}

export function logInAnew(anybody: PublicApi): Promise<PublicApi> {
  return logIn(anybody, EMAIL, PASSWORD);
}

/** Logs in by password, as a person at the form does; answers what the portal answered. */
export function askForTokens(anybody: PublicApi): Promise<PublicAnswer> {
  return anybody.send('POST', '/api/v1/jwt', { email: EMAIL, password: PASSWORD });
}

function made({ status, body }: PublicAnswer): Record<string, unknown> {
  if (status !== 201) throw new Error(`the world could not be built: ${status} ${JSON.stringify(body)}`);
  return body as Record<string, unknown>;
}
