import { generateKeyPairSync, verify } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Destination } from '../src/commands/release/destination.ts';
import { planRelease } from '../src/commands/release/plan-release.ts';
import { publishRelease } from '../src/commands/release/publish-release.ts';

const now = new Date('2026-11-20T09:00:00Z');
let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'kabinet-release-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

const said = { product: 'horns-os', releaseVersion: '1.8.1' };

test('the manifest has the measured files, what the folder says and, above that, what was said', async () => {
  const partial = { channel: 'lts', notes: { ru: 'Новое' }, artifacts: [{ file: 'a.bin', kind: 'image', platform: 'x86_64' }] };
  await write({ 'release.json': JSON.stringify(partial), 'a.bin': 'abc', 'guide.pdf': '', 'sbom.cdx.json': '{}', '.hidden': 'no' });
  const { manifest } = await planRelease(folder, { ...said, kind: 'security' }, now);
  expect(manifest).toMatchObject({
    product: 'horns-os',
    version: '1.8.1',
    kind: 'security',
    channel: 'lts',
    released_at: now.toISOString(),
  });
  expect(manifest.artifacts).toMatchObject([
    {
      file: 'a.bin',
      kind: 'image',
      platform: 'x86_64',
      size: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    },
    { file: 'guide.pdf', kind: 'documentation', size: 0 },
    { file: 'sbom.cdx.json', kind: 'sbom', size: 2 },
  ]);
});

test('a signature over the digests can be checked with the public key', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  await write({ 'release.json': '{"notes":{"ru":"Новое"}}', 'a.iso': 'abc' });
  const key = join(folder, '.key.pem');
  await writeFile(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const { files, manifest } = await planRelease(folder, { ...said, signKey: key }, now);
  const [sums, signature] = ['SHA256SUMS', 'SHA256SUMS.sig'].map((name) => contentsOf(files.find(({ file }) => file === name)?.source));
  expect(sums?.toString()).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.iso\n');
  expect(verify(null, sums ?? Buffer.alloc(0), publicKey, signature ?? Buffer.alloc(0))).toBe(true);
  expect(manifest.artifacts.map(({ kind }) => kind)).toEqual(['image', 'signature', 'signature']);
});

function contentsOf(source: object | undefined): Buffer | undefined {
  return source && 'contents' in source ? (source.contents as Buffer) : undefined;
}

test('faults are told with their places before anything is sent', async () => {
  await write({ 'a.iso': 'abc' });
  await expect(planRelease(folder, { product: 'horns-os', releaseVersion: '../1' }, now)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/^\/notes: Required\n\/version: Expected: a version/m),
  });
  await write({ 'release.json': '{"notes":{"ru":"Новое"},"artifacts":[{"file":"b.iso"}]}' });
  await expect(planRelease(folder, said, now)).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining('b.iso') });
  await write({ 'release.json': '{' });
  await expect(planRelease(folder, said, now)).rejects.toMatchObject({ exitCode: 2 });
});

test('the manifest is uploaded when everything else is there', async () => {
  await write({ 'release.json': '{"notes":{"ru":"Новое"}}', 'a.iso': 'abc', 'b.iso': 'defgh' });
  const sent: string[] = [];
  const shares: number[] = [];
  const destination: Destination = {
    async put(_product, _version, { file, size }, onBytes) {
      await new Promise(setImmediate);
      sent.push(file);
      onBytes(size);
    },
    outcome: async () => ({
      state: 'held',
      faults: [{ file: 'a.iso', pointer: null, code: 'file_missing', detail: 'The file is missing' }],
    }),
  };
  const published = await publishRelease(await planRelease(folder, said, now), destination, {
    onProgress: (share) => void shares.push(share),
    isWaiting: true,
  });
  expect(sent.at(-1)).toBe('release.json');
  expect(shares.at(-1)).toBe(1);
  expect(published).toMatchObject({ files: 2, bytes: 8, state: 'held', faults: [{ file: 'a.iso' }] });
});
