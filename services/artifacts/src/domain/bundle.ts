import { crc32, layOutZip, type ZipEntry, type ZipLayout } from '@kabinet/zip-layout';
import { createHash } from 'node:crypto';

/** A file as it stands in an archive. */
export interface BundledFile {
  readonly file: string;
  readonly version: string;
  readonly size: number;
  readonly sha256: string;
  readonly crc32: number;
  readonly product: { readonly slug: string };
  readonly release: { readonly released_at: string };
}

export interface BundleLayout {
  readonly zip: ZipLayout;
  /** Of the entry behind the files, which is no file of a release. */
  readonly sums: Buffer;
  /** A strong validator, in quotes: it follows from every byte of the archive. */
  readonly etag: string;
}

const SUMS_FILE = 'SHA256SUMS';

/** The archive of these files, each in the folder of its release, and what `sha256sum --check` reads behind them. */
export function layOutBundle(files: readonly BundledFile[]): BundleLayout {
  const sums = Buffer.from(files.map((file) => `${file.sha256}  ${nameIn(file)}\n`).join(''));
  const entries = files.map((file): ZipEntry => {
    return { name: nameIn(file), size: file.size, crc32: file.crc32, modified: new Date(file.release.released_at) };
  });
  const latest = new Date(Math.max(...entries.map(({ modified }) => modified.getTime())));
  const zip = layOutZip([...entries, { name: SUMS_FILE, size: sums.length, crc32: crc32(sums), modified: latest }]);
  // Names, digests and dates decide on every byte, and the form of the archive on where they are.
  const facts = JSON.stringify([FORM, entries, files.map(({ sha256 }) => sha256)]);
  return { zip, sums, etag: `"${createHash('sha256').update(facts).digest('base64url')}"` };
}

/** Another one when archives of the same files are laid out in another way: who resumes one must not get a part of the other. */
const FORM = 1;

function nameIn({ product, version, file }: BundledFile): string {
  return `${product.slug}/${version}/${file}`;
}

/** What the archive is called: after its release when all files are of one, else after its product or the portal. */
export function bundleName(files: readonly BundledFile[]): string {
  const slugs = new Set(files.map(({ product }) => product.slug));
  const versions = new Set(files.map(({ version }) => version));
  const [slug = 'kabinet'] = slugs.size === 1 ? slugs : [];
  const [version] = slugs.size === 1 && versions.size === 1 ? versions : [];
  return version === undefined ? `${slug}.zip` : `${slug}-${version}.zip`;
}
