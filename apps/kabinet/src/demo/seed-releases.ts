import type { Principal } from '@kabinet/contract/principal';
import { artifactsContract } from '@kabinet/contracts/artifacts';
import { productsContract } from '@kabinet/contracts/products';
import { isProblem } from '@kabinet/problem';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { clientOf } from '../clients.ts';
import type { Composition } from '../compose.ts';
import { settle } from '../settle.ts';
import { demoReleases, type DemoFile, type DemoRelease } from './releases.ts';

const DAY_MS = 86_400_000;

/** Publishes the demo's releases as product teams do: files first, the manifest last. What was there already stays. */
export async function seedReleases(composition: Composition, vendor: Principal): Promise<void> {
  for (const release of demoReleases) await uploadRelease(composition, vendor, release);
  await settle(composition);
  for (const { product, version, recalled } of demoReleases) {
    if (recalled !== undefined) await recall(composition, vendor, { product, version, reason: recalled });
  }
}

async function uploadRelease(composition: Composition, vendor: Principal, release: DemoRelease): Promise<void> {
  const { product, version, files } = release;
  const contents = files.map((file) => ({ ...file, contents: contentsOf(release, file) }));
  for (const [index, { file, contents: right }] of contents.entries()) {
    const isWrong = release.isBroken === true && index === 0;
    await putFile(composition, vendor, { product, version, file, contents: isWrong ? flipped(right) : right });
  }
  const manifest = Buffer.from(JSON.stringify(manifestOf(release, contents), null, 2));
  await putFile(composition, vendor, { product, version, file: 'release.json', contents: manifest });
}

function manifestOf(release: DemoRelease, files: readonly (DemoFile & { contents: Buffer })[]): object {
  const { product, version, kind, channel, notes, fixes = [] } = release;
  const released_at = `${new Date(Date.now() + release.released * DAY_MS).toISOString().slice(0, 10)}T09:00:00Z`;
  const artifacts = files.map(({ contents, ...described }) => ({ ...described, size: contents.length, sha256: sha256(contents) }));
  return { product, version, kind, channel, released_at, notes, fixes, artifacts };
}

interface PutFile {
  readonly product: string;
  readonly version: string;
  readonly file: string;
  readonly contents: Buffer;
}

/** A seeding of yesterday that was cut short dated its releases by yesterday: those that are out stay. */
async function putFile(composition: Composition, vendor: Principal, { contents, ...named }: PutFile): Promise<void> {
  const client = clientOf(composition, artifactsContract, vendor);
  try {
    const transfer = await client.createFileTransfer({ body: { ...named, size: contents.length, sha256: sha256(contents) } });
    if (transfer.state !== 'receiving') return;
    const upload = { body: Readable.from([contents]), content_type: 'application/octet-stream', length: contents.length };
    await client.putFilePart({ params: { id: transfer.id, number: '1' }, upload });
  } catch (error) {
    if (!isProblem(error, 'version_released')) throw error;
  }
}

async function recall(
  composition: Composition,
  vendor: Principal,
  { product, version, reason }: { product: string; version: string; reason: string },
) {
  const client = clientOf(composition, productsContract, vendor);
  const { items } = await client.listProductReleases({ params: { id: product }, query: { q: version, status: ['published'] } });
  const release = items.find((item) => item.version === version);
  if (release) await client.recallRelease({ params: { id: release.id }, body: { reason } });
}

/** Bytes that follow from the names alone, so that every seeding makes the same files. */
function contentsOf({ product, version }: DemoRelease, { file, kind, size, title }: DemoFile): Buffer {
  if (kind === 'sbom') return Buffer.from(JSON.stringify(billOfMaterials(product, version), null, 2));
  const head = Buffer.from(`# ${title.ru}\n\n${product} ${version}\n\n`);
  if (kind === 'documentation') return Buffer.concat([head, Buffer.from('Подробности узнайте у службы поддержки.\n'.repeat(size / 128))]);
  return Buffer.concat([head, createHash('shake256', { outputLength: size }).update(file).digest()]);
}

function billOfMaterials(name: string, version: string): object {
  const component = { type: 'application', name, version, supplier: { name: 'Horns and Hooves LLC' } };
  const components = ['openssl', 'zlib', 'sqlite'].map((library) => ({ type: 'library', name: library, version: '3.0.0' }));
  return { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata: { component }, components };
}

function flipped(contents: Buffer): Buffer {
  const copy = Buffer.from(contents);
  copy[copy.length - 1] = (copy[copy.length - 1] ?? 0) ^ 1;
  return copy;
}

function sha256(contents: Buffer): string {
  return createHash('sha256').update(contents).digest('hex');
}
