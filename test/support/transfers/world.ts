import { authContract } from '@kabinet/contracts/auth';
import { licensesContract } from '@kabinet/contracts/licenses';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { productsContract } from '@kabinet/contracts/products';
import { serviceNamed, staff } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { newCabinet, newProduct, nextNumber } from '../access/new-things.ts';
import type { TestedPortal } from '../portal/tested-portal.ts';
import { logIn, publicApi, type PublicApi } from '../public-api.ts';

const PASSWORD = 'units on the move in a test';
const TERM = { valid_from: '2026-01-01', valid_until: '2030-12-31' };
const DAUGHTERS = 4;

/** A licence that everybody moves units of, with all that came of it. */
export interface Family {
  readonly origin: string;
  /** The licence of each organization, as far as clients were told of it. */
  readonly licenses: Map<string, string>;
}

/** A holding with daughters, hot licences that it bought, and people who move them about. */
export interface TransferWorld {
  readonly holding: string;
  readonly daughters: readonly string[];
  readonly families: readonly Family[];
  /** Of each hot licence, and as many covered by its certificate. */
  readonly units: number;
  /** The holding's owner, who is behind both walls, and somebody of the vendor's staff. */
  readonly people: readonly PublicApi[];
}

export async function buildTransferWorld(portal: TestedPortal, units: number, hot: number): Promise<TransferWorld> {
  const organizations = portal.client(organizationsContract, staff('administrator'));
  const holding = (await organizations.createCabinet({ body: newCabinet(`Движение ${nextNumber()}`) })).id;
  const daughters: string[] = [];
  for (let count = 0; count < DAUGHTERS; count++) {
    const body = { ...newCabinet(`Дочь ${nextNumber()}`), parent_id: holding };
    daughters.push((await organizations.createCabinet({ body })).id);
  }
  await portal.settle();
  const people = [await personOf(portal, { holding }), await personOf(portal, { staff_role: 'account_manager' })];
  const product = await portal
    .client(productsContract, staff('product_manager'))
    .createProduct({ body: newProduct(`moving-${nextNumber()}`) });
  const families: Family[] = [];
  for (let count = 0; count < hot; count++) families.push(await issue(portal, holding, product.id, units));
  return { holding, daughters, families, units, people };
}

async function personOf(
  portal: TestedPortal,
  { holding, staff_role }: { holding?: string; staff_role?: 'account_manager' },
): Promise<PublicApi> {
  const email = `mover-${nextNumber()}@transfers.example`;
  const memberships = holding === undefined ? [] : [{ organization_id: holding, role: 'owner' as const }];
  const staff_roles = staff_role === undefined ? [] : [staff_role];
  const body = { email, name: 'Передающий', password: PASSWORD, staff_roles, memberships };
  await portal.client(authContract, serviceNamed('test')).createUser({ body });
  return logIn(publicApi(portal.url), email, PASSWORD);
}

async function issue(portal: TestedPortal, cabinet_id: string, product_id: string, quantity: number): Promise<Family> {
  const client = portal.client(licensesContract, staff('account_manager'));
  const key = () => ({ idempotencyKey: randomUUIDv7() });
  const { id } = await client.issueLicense({ body: { cabinet_id, product_id, quantity, parameters: {}, ...TERM } }, key());
  await client.issueCertificate({ body: { license_ids: [id], level: 'standard', ...TERM } }, key());
  return { origin: id, licenses: new Map([[cabinet_id, id]]) };
}
