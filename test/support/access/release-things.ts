import { artifactsContract } from '@kabinet/contracts/artifacts';
import { productsContract } from '@kabinet/contracts/products';
import { staff } from 'kabinet-program/testing';
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { TestedPortal } from '../portal/tested-portal.ts';

let count = 0;

/** A version that nothing else of this run has. */
function nextVersion(): string {
  count += 1;
  return `1.${count}`;
}

/** A file as it is announced, of a version that nobody else has unless one is given. */
export function newFile(contents: Buffer, product: string, { version = nextVersion(), file = 'image.iso' } = {}) {
  return { product, version, file, size: contents.length, sha256: createHash('sha256').update(contents).digest('hex') };
}

/** A public key that nobody else has, in PEM. */
export function newReleaseKey(): string {
  return generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

/** A request's body of bytes. */
export function uploadOf(contents: Buffer) {
  return { body: Readable.from([contents]), content_type: 'application/octet-stream', length: contents.length };
}

/** Announces a file of a product of which a release was published before; answers the transfer's id. */
export async function announceFile(portal: TestedPortal, product: string): Promise<string> {
  const body = newFile(randomBytes(100), product);
  return (await portal.client(artifactsContract, staff('product_manager')).createFileTransfer({ body })).id;
}

/** Publishes a release of the product as its team does; answers its id, which is that of the upload. */
export async function publishRelease(portal: TestedPortal, product: string): Promise<string> {
  // Uploads of a product are taken once the service that keeps them has heard of it.
  await portal.settle();
  const { slug } = await portal.client(productsContract, staff('auditor')).getProduct({ params: { id: product } });
  const version = nextVersion();
  const [image, manual] = [randomBytes(100), randomBytes(100)];
  const files = { 'image.iso': image, 'manual.pdf': manual, 'release.json': manifestOf(slug, version, image, manual) };
  for (const [file, contents] of Object.entries(files)) {
    const client = portal.client(artifactsContract, staff('product_manager'));
    const { id } = await client.createFileTransfer({ body: newFile(contents, slug, { version, file }) });
    await client.putFilePart({ params: { id, number: '1' }, upload: uploadOf(contents) });
  }
  await portal.settle();
  const { items } = await portal
    .client(productsContract, staff('auditor'))
    .listProductReleases({ params: { id: slug }, query: { q: version } });
  const found = items.find((release) => release.version === version);
  if (!found) throw new Error(`the release ${version} of ${slug} was not found`);
  return found.id;
}

/** What everybody who holds a licence of the product may take of the release. */
export async function manualOf(portal: TestedPortal, release: string): Promise<string> {
  const query = { release_id: [release], kind: ['documentation' as const] };
  const { items } = await portal.client(artifactsContract, staff('product_manager')).listArtifacts({ query });
  const [manual] = items;
  if (!manual) throw new Error(`the release ${release} has no manual`);
  return manual.id;
}

/** A bundle of somebody else's. */
export async function bundleOf(portal: TestedPortal, release: string): Promise<string> {
  const body = { artifact_ids: [await manualOf(portal, release)] };
  return (await portal.client(artifactsContract, staff('product_manager')).createBundle({ body })).id;
}

function manifestOf(product: string, version: string, image: Buffer, manual: Buffer): Buffer {
  const notes = { ru: 'Выпуск', en: 'Release' };
  const artifacts = [
    { file: 'image.iso', kind: 'image', contents: image },
    { file: 'manual.pdf', kind: 'documentation', contents: manual },
  ].map(({ file, kind, contents }) => {
    const { size, sha256 } = newFile(contents, product, { version, file });
    return { file, kind, size, sha256 };
  });
  const particulars = { product, version, kind: 'update', channel: 'stable', released_at: '2026-01-01T09:00:00Z', notes };
  return Buffer.from(JSON.stringify({ ...particulars, artifacts }));
}
