import type { OrganizationRef, Principal } from '@kabinet/contract/principal';
import { artifactsContract } from '@kabinet/contracts/artifacts';
import { licensesContract } from '@kabinet/contracts/licenses';
import { productsContract } from '@kabinet/contracts/products';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { createHash, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addProduct, bucketOf, scan, upload } from './fixture.ts';

const image = randomBytes(200_000);
const manual = Buffer.from('Руководство');

let portal: TestPortal;
let product: string;
let client: OrganizationRef;
let stranger: OrganizationRef;
let license: string;

beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  product = await addProduct(portal, 'horns-os');
  await addProduct(portal, 'hooves');
  const files = { 'horns.iso': image, 'Руководство.pdf': manual };
  const artifacts = [
    { file: 'horns.iso', kind: 'image', platform: 'x86_64' },
    { file: 'Руководство.pdf', kind: 'documentation' },
  ];
  await upload(bucketOf(portal), 'horns-os', '1.8.1', files, manifestPart(artifacts, files));
  await upload(bucketOf(portal), 'horns-os', '2.0.0', { 'horns-2.iso': image }, { kind: 'major', released_at: '2026-02-01T09:00:00Z' });
  await upload(bucketOf(portal), 'hooves', '1.0', { 'hooves.iso': manual });
  await scan(portal);
  await portal.settle();
  client = await portal.organization('Клиент');
  stranger = await portal.organization('Чужая');
  license = await sell(client, '1.x');
});
afterAll(() => portal.stop());

function manifestPart(artifacts: { file: string }[], files: Readonly<Record<string, Uint8Array>>): object {
  const described = artifacts.map((artifact) => {
    const contents = files[artifact.file] ?? Buffer.alloc(0);
    return { ...artifact, size: contents.length, sha256: sha256(contents) };
  });
  return { artifacts: described };
}

async function sell({ organization_id }: OrganizationRef, versions: string | null = null, product_id = product): Promise<string> {
  const body = {
    cabinet_id: organization_id,
    product_id,
    quantity: 1,
    parameters: {},
    versions,
    valid_from: '2026-01-01',
    valid_until: null,
  };
  const { id } = await portal
    .client(licensesContract, staff('account_manager'))
    .issueLicense({ body }, { idempotencyKey: crypto.randomUUID() });
  await portal.settle();
  return id;
}

function as(principal: Principal) {
  return portal.client(artifactsContract, principal);
}

function owner(): Principal {
  return member(client, 'owner');
}

async function idOf(file: string): Promise<string> {
  const { items } = await as(staff('administrator')).listArtifacts({ query: { limit: 200 } });
  return items.find((item) => item.file === file)?.id ?? '';
}

describe('the files of a licence', () => {
  test('are offered with the URL of their bytes, or withheld with the reason and the next step', async () => {
    const { items } = await as(owner()).listLicenseImages({ params: { id: license } });
    expect(items.map(({ file, reason }) => [file, reason])).toEqual([
      ['horns-2.iso', 'version_not_covered'],
      ['horns.iso', undefined],
      ['Руководство.pdf', undefined],
    ]);
    expect(items[0]).toMatchObject({ next_step: expect.stringContaining('Choose a version') });
    expect(items[0]).not.toHaveProperty('download_url');
    expect(items.find(({ file }) => file === 'horns.iso')).toMatchObject({
      kind: 'image',
      platform: 'x86_64',
      version: '1.8.1',
      size: image.length,
      sha256: sha256(image),
      download_url: expect.stringMatching(/^http:\/\/localhost:8080\/api\/v1\/artifacts\/[0-9a-f-]{36}\/content$/),
      release: { kind: 'update', channel: 'stable', released_at: '2026-01-01T09:00:00.000Z' },
      product: { slug: 'horns-os' },
    });
  });

  test('are nobody else’s', async () => {
    const missing = { code: 'license_not_found' };
    await expect(as(member(stranger, 'owner')).listLicenseImages({ params: { id: license } })).rejects.toMatchObject(missing);
    await expect(as(owner()).listLicenseImages({ params: { id: crypto.randomUUID() } })).rejects.toMatchObject(missing);
    expect((await as(staff('auditor')).listLicenseImages({ params: { id: license } })).items).toHaveLength(3);
  });
});

describe('the files that one may see', () => {
  test('are those of the products that one holds, narrowed and page by page', async () => {
    const own = as(owner());
    expect((await own.listArtifacts({ query: {} })).items.map(({ file }) => file)).toEqual(['horns-2.iso', 'horns.iso', 'Руководство.pdf']);
    expect((await own.listArtifacts({ query: { kind: ['documentation'] } })).items.map(({ file }) => file)).toEqual(['Руководство.pdf']);
    expect((await own.listArtifacts({ query: { version: '2.0.0' } })).items).toHaveLength(1);
    expect((await own.listArtifacts({ query: { cabinet_id: stranger.organization_id } })).items).toEqual([]);
    expect((await as(member(stranger, 'owner')).listArtifacts({ query: {} })).items).toEqual([]);
    const first = await own.listArtifacts({ query: { limit: 2 } });
    const rest = await own.listArtifacts({ query: { limit: 2, cursor: first.next_cursor ?? '' } });
    expect([...first.items, ...rest.items].map(({ file }) => file)).toEqual(['horns-2.iso', 'horns.iso', 'Руководство.pdf']);
    expect((await as(staff('administrator')).listArtifacts({ query: {} })).items).toHaveLength(4);
  });
});

describe('the bytes of a file', () => {
  test('come whole and in part', async () => {
    const id = await idOf('horns.iso');
    const whole = await as(owner()).downloadArtifact({ params: { id } });
    expect((await buffer(whole)).equals(image)).toBe(true);
    const part = await as(owner()).downloadArtifact({ params: { id } }, { headers: { range: 'bytes=199990-' } });
    expect((await buffer(part)).equals(image.subarray(199_990))).toBe(true);
  });

  test('say what they are', async () => {
    const transport = portal.composition.transports['artifacts'];
    const id = await idOf('Руководство.pdf');
    const origin = { locale: 'ru', requestId: 'r', deadline: Date.now() + 5_000, ip: null, userAgent: null } as const;
    const reply = await transport?.({
      ...origin,
      principal: owner(),
      service: 'artifacts',
      operation: 'downloadArtifact',
      params: { id },
      head: true,
    });
    expect(reply?.headers).toMatchObject({
      etag: `"${sha256(manual)}"`,
      'repr-digest': `sha-256=:${Buffer.from(sha256(manual), 'hex').toString('base64')}:`,
      'content-disposition': expect.stringContaining(`filename*=UTF-8''%D0%A0`),
      'content-length': String(manual.length),
      'cache-control': 'private, no-cache, no-transform',
    });
  });

  test('are for a viewer where they are to be read, and for a token of the right kind', async () => {
    const [software, reading] = [await idOf('horns.iso'), await idOf('Руководство.pdf')];
    const viewer = as(member(client, 'viewer'));
    await expect(viewer.downloadArtifact({ params: { id: software } })).rejects.toMatchObject({ code: 'not_for_your_role' });
    expect((await buffer(await viewer.downloadArtifact({ params: { id: reading } }))).equals(manual)).toBe(true);
    const token = (...scopes: string[]): Principal => ({ kind: 'machine', id: 'ci', scopes, organization: client });
    expect((await buffer(await as(token('artifacts:download')).downloadArtifact({ params: { id: software } }))).length).toBe(image.length);
    await expect(as(token('licenses:read')).downloadArtifact({ params: { id: software } })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('are withheld for the reason that the list names, and a revoked licence stops the very next request', async () => {
    const id = await idOf('horns.iso');
    const refusal = async (principal: Principal, artifact = id): Promise<unknown> =>
      as(principal)
        .downloadArtifact({ params: { id: artifact } })
        .then(buffer, (error: unknown) => (error as { code: string }).code);
    expect(await refusal(owner(), await idOf('horns-2.iso'))).toBe('version_not_covered');
    expect(await refusal(member(stranger, 'owner'))).toBe('no_license');
    expect(await refusal(owner(), crypto.randomUUID())).toBe('artifact_not_found');
    const theirs = await sell(stranger);
    expect(await refusal(member(stranger, 'owner'))).toEqual(image);
    await portal.client(licensesContract, staff('account_manager')).revokeLicense({ params: { id: theirs }, body: { reason: 'unpaid' } });
    expect(await refusal(member(stranger, 'owner'))).toBe('no_license');
  });

  test('of a release that was called back are nobody’s any more', async () => {
    const id = await idOf('hooves.iso');
    const [held] = (await as(staff('administrator')).listArtifacts({ query: {} })).items.filter((item) => item.id === id);
    await sell(client, null, held?.product.id);
    expect((await buffer(await as(owner()).downloadArtifact({ params: { id } }))).equals(manual)).toBe(true);
    const products = portal.client(productsContract, staff('product_manager'));
    await products.recallRelease({ params: { id: held?.release_id ?? '' }, body: { reason: 'Портит данные' } });
    await portal.settle();
    for (const principal of [owner(), staff('administrator')]) {
      await expect(as(principal).downloadArtifact({ params: { id } })).rejects.toMatchObject({ code: 'recalled' });
    }
  });
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
