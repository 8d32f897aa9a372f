import { authContract } from '@kabinet/contracts/auth';
import { licensesContract } from '@kabinet/contracts/licenses';
import { serviceNamed, staff, type TestPortal } from 'kabinet-program/testing';

/** An organization that holds a licence, and a machine of it that downloads. */
export interface Customer {
  readonly license: string;
  /** What the machine's requests bear. */
  readonly headers: { readonly authorization: string };
}

/** Sells a licence of the product for good. */
export async function sellTo(portal: TestPortal, name: string, product_id: string): Promise<Customer> {
  const { organization_id: cabinet_id } = await portal.organization(name);
  await portal.settle();
  const body = { cabinet_id, product_id, quantity: 1, parameters: {}, valid_from: '2026-01-01', valid_until: null };
  const seller = portal.client(licensesContract, staff('account_manager'));
  const { id: license } = await seller.issueLicense({ body }, { idempotencyKey: crypto.randomUUID() });
  await portal.settle();
  return { license, headers: await machine(portal, 'artifacts:download', cabinet_id) };
}

type Scope = 'artifacts:download' | 'releases:write';

/** A machine of an organization, or of the vendor. */
export async function machine(portal: TestPortal, scope: Scope, cabinet_id: string | null = null): Promise<{ authorization: string }> {
  const body = { name: scope, scopes: [scope], cabinet_id };
  const { token } = await portal.client(authContract, serviceNamed('tests')).createMachineToken({ body });
  return { authorization: `Bearer ${token}` };
}
