import type { Principal } from '@kabinet/contract/principal';
import { artifactsContract } from '@kabinet/contracts/artifacts';
import { productsContract } from '@kabinet/contracts/products';
import { isProblem } from '@kabinet/problem';
import { createHash, sign } from 'node:crypto';
import { Readable } from 'node:stream';
import { clientOf } from '../clients.ts';
import type { Composition } from '../compose.ts';
import { settle } from '../settle.ts';
import { demoReleaseKey } from './release-key.ts';
import { demoReleases, type DemoFile, type DemoRelease } from './releases.ts';
import { addDownloads } from './seed-downloads.ts';

const DAY_MS = 86_400_000;

type MadeFile = DemoFile & { readonly contents: Buffer };

/** Publishes the demo's releases as product teams do: files first, the manifest last. What was there already stays. Some are downloaded. */
export async function seedReleases(composition: Composition, vendor: Principal, organizations: ReadonlyMap<string, string>): Promise<void> {
  await publishKey(composition, vendor);
  for (const release of demoReleases) await uploadRelease(composition, vendor, release);
  await settle(composition);
  await addDownloads(composition, vendor, organizations);
  for (const { product, version, recalled } of demoReleases) {
    if (recalled !== undefined) await recall(composition, vendor, { product, version, reason: recalled });
  }
}

async function publishKey(composition: Composition, vendor: Principal): Promise<void> {
  const { name, public_key } = demoReleaseKey;
  try {
    await clientOf(composition, artifactsContract, vendor).addReleaseKey({ body: { name, public_key } });
  } catch (error) {
    if (!isProblem(error, 'release_key_exists')) throw error;
  }
}

async function uploadRelease(composition: Composition, vendor: Principal, release: DemoRelease): Promise<void> {
  const { product, version, files, isSigned } = release;
  const made = files.map((file) => ({ ...file, contents: contentsOf(release, file) }));
  const contents = isSigned ? [...made, ...signed(made)] : made;
  for (const [index, { file, contents: right }] of contents.entries()) {
    const isWrong = release.isBroken === true && index === 0;
    await putFile(composition, vendor, { product, version, file, contents: isWrong ? flipped(right) : right });
  }
  const manifest = Buffer.from(JSON.stringify(manifestOf(release, contents), null, 2));
  await putFile(composition, vendor, { product, version, file: 'release.json', contents: manifest });
}

function manifestOf(release: DemoRelease, files: readonly MadeFile[]): object {
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
  if (kind === 'sbom') {
    const write = file.endsWith('.spdx.json') ? spdxDocument : billOfMaterials;
    return Buffer.from(JSON.stringify(write(product, version), null, 2));
  }
  const head = Buffer.from(`# ${title.ru}\n\n${product} ${version}\n\n`);
  if (kind === 'documentation') return Buffer.concat([head, Buffer.from('Подробности узнайте у службы поддержки.\n'.repeat(size / 128))]);
  return Buffer.concat([head, createHash('shake256', { outputLength: size }).update(file).digest()]);
}

const LIBRARIES = ['openssl', 'zlib', 'sqlite'];

function billOfMaterials(name: string, version: string): object {
  const component = { type: 'application', name, version, supplier: { name: 'Horns and Hooves LLC' } };
  const components = LIBRARIES.map((library) => ({ type: 'library', name: library, version: '3.0.0' }));
  return { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata: { component }, components };
}

function spdxDocument(name: string, version: string): object {
  const packages = [
    {
      SPDXID: 'SPDXRef-Product',
      name,
      versionInfo: version,
      downloadLocation: 'NOASSERTION',
      supplier: 'Organization: Horns and Hooves LLC',
    },
    ...LIBRARIES.map((library) => ({ SPDXID: `SPDXRef-${library}`, name: library, versionInfo: '3.0.0', downloadLocation: 'NOASSERTION' })),
  ];
  return {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: `${name}-${version}`,
    documentNamespace: `https://kabinet.example/spdx/${name}-${version}`,
    creationInfo: { created: '2026-01-01T00:00:00Z', creators: ['Organization: Horns and Hooves LLC'] },
    packages,
    relationships: [{ spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: 'SPDXRef-Product' }],
  };
}

/** The digests of the files, and their signature. */
function signed(files: readonly MadeFile[]): MadeFile[] {
  const title = { ru: 'Контрольные суммы', en: 'Digests' };
  const sums = Buffer.from(files.map(({ file, contents }) => `${sha256(contents)}  ${file}\n`).join(''));
  const signature = sign(null, sums, demoReleaseKey.private_key);
  return [
    { file: 'SHA256SUMS', kind: 'signature', size: sums.length, title, contents: sums },
    {
      file: 'SHA256SUMS.sig',
      kind: 'signature',
      size: signature.length,
      title: { ru: 'Подпись сумм', en: 'Signature of the digests' },
      contents: signature,
    },
  ];
}

function flipped(contents: Buffer): Buffer {
  const copy = Buffer.from(contents);
  copy[copy.length - 1] = (copy[copy.length - 1] ?? 0) ^ 1;
  return copy;
}

function sha256(contents: Buffer): string {
  return createHash('sha256').update(contents).digest('hex');
}
