import { productsContract } from '@kabinet/contracts/products';
import { createFileStore, type Store } from '@kabinet/store';
import { staff, type TestPortal } from 'kabinet-program/testing';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

export function sha256(contents: Uint8Array): string {
  return createHash('sha256').update(contents).digest('hex');
}

/** The bucket of the portal's product teams: files on disk. */
export function bucketOf(portal: TestPortal): Store {
  const { dataDirectory } = portal.service('artifacts').contextAsService('test').installation;
  return createFileStore({ directory: join(dataDirectory, 'store', 'releases') });
}

/** The portal's own copies. */
export function keptBy(portal: TestPortal): Store {
  const { dataDirectory } = portal.service('artifacts').contextAsService('test').installation;
  return createFileStore({ directory: join(dataDirectory, 'store', 'artifacts') });
}

/** Adds a product and lets the services learn of it. */
export async function addProduct(portal: TestPortal, slug: string): Promise<string> {
  const body = {
    slug,
    name: { ru: `Продукт ${slug}`, en: `Product ${slug}` },
    parameters: { type: 'object' },
    support_levels: [],
    update_policy: 'always' as const,
  };
  const { id } = await portal.client(productsContract, staff('product_manager')).createProduct({ body });
  await portal.settle();
  return id;
}

export type Files = Readonly<Record<string, Uint8Array>>;

/** The manifest of an upload; what is given replaces what is made up. */
export function manifestOf(product: string, version: string, files: Files, more: object = {}): object {
  const artifacts = Object.entries(files).map(([file, contents]) => ({
    file,
    kind: 'image',
    size: contents.length,
    sha256: sha256(contents),
  }));
  const texts = { notes: { ru: `Версия ${version}`, en: `Version ${version}` }, fixes: [] };
  return { product, version, kind: 'update', channel: 'stable', released_at: '2026-01-01T09:00:00Z', ...texts, artifacts, ...more };
}

/** Puts files into the folder of a version, as a product team does. */
export async function put(bucket: Store, folder: string, files: Files): Promise<void> {
  for (const [file, contents] of Object.entries(files)) await bucket.put(`${folder}/${file}`, contents);
}

export async function putManifest(bucket: Store, folder: string, manifest: object): Promise<void> {
  await bucket.put(`${folder}/release.json`, Buffer.from(JSON.stringify(manifest)));
}

/** Puts a whole upload: files first, the manifest last. */
export async function upload(bucket: Store, product: string, version: string, files: Files, more: object = {}): Promise<void> {
  await put(bucket, `${product}/${version}`, files);
  await putManifest(bucket, `${product}/${version}`, manifestOf(product, version, files, more));
}

/** Looks into the bucket as the clock does, and lets everything that follows happen. */
export async function scan(portal: TestPortal): Promise<void> {
  const { manifest, contextAsService } = portal.service('artifacts');
  await manifest.jobs['scan_bucket']?.run(contextAsService('test'), {});
  await portal.settle();
}
