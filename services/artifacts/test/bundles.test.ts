import type { OrganizationRef, Principal } from '@kabinet/contract/principal';
import { artifactsContract } from '@kabinet/contracts/artifacts';
import { licensesContract } from '@kabinet/contracts/licenses';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import fc from 'fast-check';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addProduct, bucketOf, scan, upload } from './fixture.ts';

const run = promisify(execFile);
const files = { 'horns.iso': randomBytes(300_000), 'Руководство.pdf': Buffer.from('Руководство'), empty: Buffer.alloc(0) };

let portal: TestPortal;
let client: OrganizationRef;
let license: string;
let ids: string[];

beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  const product_id = await addProduct(portal, 'horns-os');
  await upload(bucketOf(portal), 'horns-os', '1.8.1', files);
  await scan(portal);
  client = await portal.organization('Клиент');
  const body = { cabinet_id: client.organization_id, product_id, quantity: 1, parameters: {}, valid_from: '2026-01-01', valid_until: null };
  const options = { idempotencyKey: crypto.randomUUID() };
  license = (await portal.client(licensesContract, staff('account_manager')).issueLicense({ body }, options)).id;
  await portal.settle();
  const { items } = await as(member(client, 'owner')).listArtifacts({ query: {} });
  ids = items.map(({ id }) => id);
});
afterAll(() => portal.stop());

function as(principal: Principal) {
  return portal.client(artifactsContract, principal);
}

test('an archive holds the files and their sums, and any part of it is that part of the whole', async () => {
  const owner = as(member(client, 'owner'));
  const principal = member(client, 'owner');
  const bundle = await as(principal).createBundle({ body: { artifact_ids: ids } });
  expect(bundle).toMatchObject({
    file: 'horns-os-1.8.1.zip',
    artifact_ids: ids,
    download_url: expect.stringContaining(`/bundles/${bundle.id}/content`),
  });
  const params = { id: bundle.id };
  expect(await as(principal).getBundle({ params })).toEqual(bundle);
  const whole = await buffer(await as(principal).downloadBundle({ params }));
  expect(whole.length).toBe(bundle.size);
  await fc.assert(
    fc.asyncProperty(fc.nat(bundle.size - 1), fc.nat(bundle.size - 1), async (a, b) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b)];
      const headers = { range: `bytes=${start}-${end}` };
      const part = await buffer(await as(principal).downloadBundle({ params }, { headers }));
      expect(part.equals(whole.subarray(start, end + 1))).toBe(true);
    }),
    { numRuns: 25 },
  );
  await expect(owner.getBundle({ params })).rejects.toMatchObject({ code: 'bundle_not_found' });
  await expect(as(staff('administrator')).downloadBundle({ params })).rejects.toMatchObject({ code: 'bundle_not_found' });
  const folder = await mkdtemp(join(tmpdir(), 'kabinet-bundle-'));
  await writeFile(join(folder, 'a.zip'), whole);
  await run('unzip', ['-q', 'a.zip'], { cwd: folder });
  await run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder });
  await rm(folder, { recursive: true });
});

test('a file that is withheld is named with its reason, and stops an archive that was made before', async () => {
  const principal = member(client, 'owner');
  const { id } = await as(principal).createBundle({ body: { artifact_ids: ids } });
  const body = { artifact_ids: [ids[0] ?? '', crypto.randomUUID()] };
  await expect(as(principal).createBundle({ body })).rejects.toMatchObject({
    code: 'invalid_body',
    errors: [{ pointer: '/artifact_ids/1', code: 'artifact_not_found' }],
  });
  await expect(as(member(client, 'viewer')).createBundle({ body: { artifact_ids: ids } })).rejects.toMatchObject({
    errors: expect.arrayContaining([expect.objectContaining({ code: 'not_for_your_role' })]),
  });
  await portal.client(licensesContract, staff('account_manager')).revokeLicense({ params: { id: license }, body: { reason: 'unpaid' } });
  await expect(as(principal).downloadBundle({ params: { id } })).rejects.toMatchObject({ code: 'no_license' });
});

test('bundles are forgotten after a month', async () => {
  const principal = staff('administrator');
  const { id } = await as(principal).createBundle({ body: { artifact_ids: ids } });
  const { manifest, contextAsService } = portal.service('artifacts');
  const forget = async (): Promise<void> => manifest.jobs['forget_bundles']?.run(contextAsService('test'), {});
  portal.clock.set(new Date('2026-07-15T08:59:00Z'));
  await forget();
  expect(await as(principal).getBundle({ params: { id } })).toMatchObject({ id });
  portal.clock.set(new Date('2026-07-15T09:01:00Z'));
  await forget();
  await expect(as(principal).getBundle({ params: { id } })).rejects.toMatchObject({ code: 'bundle_not_found' });
});
