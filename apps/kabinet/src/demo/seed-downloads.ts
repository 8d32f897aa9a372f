import type { Principal } from '@kabinet/contract/principal';
import { artifactsContract } from '@kabinet/contracts/artifacts';
import { authContract } from '@kabinet/contracts/auth';
import { buffer } from 'node:stream/consumers';
import { clientOf } from '../clients.ts';
import type { Composition } from '../compose.ts';
import { settle } from '../settle.ts';
import { demoDownloads } from './downloads.ts';

type DemoDownload = (typeof demoDownloads)[number];

/** Downloads as the demo's people do it; a seeding that goes on does not repeat them. */
export async function addDownloads(composition: Composition, vendor: Principal, organizations: ReadonlyMap<string, string>): Promise<void> {
  const { items } = await clientOf(composition, artifactsContract, vendor).listDownloads({ query: { limit: 1 } });
  if (items.length > 0) return;
  for (const download of demoDownloads) await take(composition, await principalOf(composition, organizations, download), download);
  await settle(composition);
}

async function take(composition: Composition, principal: Principal, { product, version, kind, brokeAfter }: DemoDownload): Promise<void> {
  const client = clientOf(composition, artifactsContract, principal);
  const { items } = await client.listArtifacts({ query: { version, ...(kind ? { kind: [kind] } : {}), limit: 200 } });
  const ids = items.filter((item) => item.product.slug === product && item.download_url !== undefined).map(({ id }) => id);
  if (ids.length === 0) throw new Error(`the demo downloads ${product} ${version}, which is not offered`);
  if (kind === undefined) {
    const { id } = await client.createBundle({ body: { artifact_ids: ids } });
    await buffer(await client.downloadBundle({ params: { id } }));
    return;
  }
  const ranges = brokeAfter === undefined ? ['bytes=0-'] : [`bytes=0-${brokeAfter - 1}`, `bytes=${brokeAfter}-`];
  for (const id of ids) {
    for (const range of ranges) await buffer(await client.downloadArtifact({ params: { id } }, { headers: { range } }));
  }
}

/** The person, with the membership that the demo gives them. Both organizations of it are roots of their trees. */
async function principalOf(
  composition: Composition,
  organizations: ReadonlyMap<string, string>,
  { email, organization, role }: DemoDownload,
): Promise<Principal> {
  const { items } = await clientOf(composition, authContract).listUsers({ query: { q: email } });
  const id = items.find((user) => user.email === email)?.id;
  const organization_id = organizations.get(organization);
  if (id === undefined || organization_id === undefined) throw new Error(`the demo has no ${email} of ${organization}`);
  const memberships = [{ organization_id, root_id: organization_id, role, disabled: [] }];
  return { kind: 'user', id, session_id: id, memberships, staff_roles: [] };
}
