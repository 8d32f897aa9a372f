import type { Principal } from '@kabinet/contract/principal';
import { licensesContract } from '@kabinet/contracts/licenses';
import type { Transfer } from '@kabinet/contracts/licenses/transfer-resources';
import { clientOf } from '../clients.ts';
import type { Composition } from '../compose.ts';
import { demoTransfers, type DemoTransfer } from './world.ts';

/** What the holding gave to its daughters, and one thing that came back; each step once, however often the seeding is begun. */
export async function addTransfers(composition: Composition, organizations: ReadonlyMap<string, string>): Promise<void> {
  const root_id = organizations.get('holding') ?? '';
  const owner: Principal = {
    kind: 'user',
    id: root_id,
    session_id: root_id,
    memberships: [{ organization_id: root_id, root_id, role: 'owner', disabled: [] }],
    staff_roles: [],
  };
  for (const transfer of demoTransfers) await addTransfer(composition, owner, organizations, transfer);
}

async function addTransfer(
  composition: Composition,
  owner: Principal,
  organizations: ReadonlyMap<string, string>,
  { key, product, edition, from, to, quantity, isReturned }: DemoTransfer,
): Promise<void> {
  const client = clientOf(composition, licensesContract, owner);
  const cabinet_id = organizations.get(from) ?? '';
  const { items } = await client.listLicenses({ query: { cabinet_id, descendants: false, status: ['active'], limit: 200 } });
  const license = items.find((found) => found.product.slug === product && found.parameters['edition'] === edition);
  if (!license) throw new Error(`the demo gives units of ${product}, which ${from} does not have`);
  const given = await client.listTransfers({ query: { license_id: license.id, side: 'giver' } });
  const to_cabinet_id = organizations.get(to) ?? '';
  const known: Transfer | undefined = given.items.find((transfer) => transfer.to_cabinet.id === to_cabinet_id);
  const call = { params: { id: license.id }, body: { to_cabinet_id, quantity } };
  const { id, status } = known ?? (await client.transferLicense(call, { idempotencyKey: `demo-${key}` }));
  if (isReturned && status === 'done') await client.returnTransfer({ params: { id } }, { idempotencyKey: `demo-return-${key}` });
}
