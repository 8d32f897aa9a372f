import { faultsOf } from '@kabinet/contract/validation';
import { artifactsContract } from '@kabinet/contracts/artifacts';
import { MANIFEST_FILE, ReleaseManifest, type ArtifactKind } from '@kabinet/contracts/artifacts/manifest';
import { faultDetail } from '@kabinet/problem';
import { platformFields } from '@kabinet/problem/catalogue';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../command-error.ts';
import { signFiles } from './sign-release.ts';

/** A file that will be uploaded: from disk, or made here. */
export interface PlannedFile {
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
  readonly source: { readonly path: string } | { readonly contents: Buffer };
}

export interface PlannedRelease {
  readonly manifest: ReleaseManifest;
  /** Without the manifest, which comes last. */
  readonly files: readonly PlannedFile[];
}

/** What the person said beside what stands in the folder's own release.json, which may be partial or missing. */
export interface ReleaseOptions {
  readonly product?: string;
  readonly releaseVersion?: string;
  readonly kind?: string;
  readonly channel?: string;
  readonly releasedAt?: string;
  readonly notesRu?: string;
  readonly notesEn?: string;
  readonly signKey?: string;
}

type Partial = Readonly<Record<string, unknown>> & { readonly artifacts?: readonly { readonly file?: unknown }[] };

/** Makes the manifest of a folder: sizes and digests of its files, and what was said of the release. Throws a `CommandError` that names faults. */
export async function planRelease(directory: string, options: ReleaseOptions, now: Date): Promise<PlannedRelease> {
  const given = await readPartial(directory);
  const files = await measureFiles(directory);
  if (options.signKey !== undefined) files.push(...signFiles(files, await readFile(options.signKey, 'utf8')));
  const described = new Map((given.artifacts ?? []).map((artifact) => [artifact.file, artifact]));
  const manifest: Record<string, unknown> = {
    channel: 'stable',
    kind: 'update',
    released_at: now.toISOString(),
    ...given,
    ...(await said(options)),
    artifacts: files.map(({ file, size, sha256 }) => ({ kind: kindOf(file), ...described.get(file), file, size, sha256 })),
  };
  const missing = [...described.keys()].filter((file) => !files.some((measured) => measured.file === file));
  if (missing.length > 0) throw new CommandError(`${MANIFEST_FILE} names files that are not there: ${missing.join(', ')}`, 2);
  const faults = faultsOf(ReleaseManifest, manifest);
  if (faults.length > 0) throw new CommandError(faults.map((fault) => `${fault.pointer || '/'}: ${detailOf(fault)}`).join('\n'), 2);
  return { manifest: manifest as unknown as ReleaseManifest, files };
}

function detailOf(fault: Parameters<typeof faultDetail>[0]): string {
  return faultDetail(fault, { ...platformFields, ...artifactsContract.fields }, 'en');
}

async function readPartial(directory: string): Promise<Partial> {
  const text = await readFile(join(directory, MANIFEST_FILE), 'utf8').catch(() => '{}');
  try {
    return JSON.parse(text) as Partial;
  } catch (error) {
    throw new CommandError(`${MANIFEST_FILE} is no JSON: ${error instanceof Error ? error.message : String(error)}`, 2);
  }
}

async function said(options: ReleaseOptions): Promise<Record<string, unknown>> {
  const { product, releaseVersion: version, kind, channel, releasedAt: released_at, notesRu, notesEn } = options;
  const notes =
    notesRu === undefined
      ? undefined
      : { ru: await readFile(notesRu, 'utf8'), ...(notesEn === undefined ? {} : { en: await readFile(notesEn, 'utf8') }) };
  return Object.fromEntries(
    Object.entries({ product, version, kind, channel, released_at, notes }).filter(([, value]) => value !== undefined),
  );
}

async function measureFiles(directory: string): Promise<PlannedFile[]> {
  const names = await readdir(directory).catch(() => {
    throw new CommandError(`${directory} cannot be read`, 2);
  });
  const files: PlannedFile[] = [];
  for (const file of names.toSorted()) {
    const path = join(directory, file);
    if (file === MANIFEST_FILE || file.startsWith('.') || !(await stat(path)).isFile()) continue;
    files.push({ file, ...(await measure(path)), source: { path } });
  }
  if (files.length === 0) throw new CommandError(`${directory} has no files to publish`, 2);
  return files;
}

async function measure(path: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, sha256: hash.digest('hex') };
}

const KINDS: readonly (readonly [RegExp, ArtifactKind])[] = [
  [/\.(iso|img|qcow2|vmdk|ova|raw)(\.(gz|xz|zst))?$/i, 'image'],
  [/\.(cdx|spdx)\.(json|xml)$|\.spdx$/i, 'sbom'],
  [/^SHA256SUMS$|\.(sig|asc|minisig|p7s)$/i, 'signature'],
  [/\.(pdf|md|html|docx|odt|txt)$/i, 'documentation'],
  [/\.(deb|rpm|zip|tar|tgz|tar\.(gz|xz|zst|bz2)|run|msi|exe|whl)$/i, 'update'],
];

function kindOf(file: string): ArtifactKind {
  return KINDS.find(([pattern]) => pattern.test(file))?.[1] ?? 'other';
}
