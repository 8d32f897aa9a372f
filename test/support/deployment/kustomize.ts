import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from './kubernetes-types.ts';

const run = promisify(execFile);

/** Since then a kustomization may name folders, `patches` and `replicas`. */
const OLDEST_KUSTOMIZE = 4;

/** Renders the kustomization of a folder, without a cluster. */
export type Kustomize = (folder: string) => Promise<Manifest[]>;

/**
 * The Kustomize inside kubectl; undefined where there is none, or one too old. Debian 12 has none that would do, so this is a visible
 * skip even where CI=true; the files themselves are checked all the same.
 */
export async function findKustomize(): Promise<Kustomize | undefined> {
  const version = await kustomizeVersion();
  if (version < OLDEST_KUSTOMIZE) {
    console.warn('skipped: rendering needs kubectl with Kustomize 4 or newer');
    return undefined;
  }
  return async (folder) => manifestsIn((await run('kubectl', ['kustomize', folder])).stdout);
}

/** The manifests of a YAML file. */
export function manifestsIn(text: string): Manifest[] {
  return parseAllDocuments(text).map((document) => {
    const [fault] = document.errors;
    if (fault) throw fault;
    return document.toJS() as Manifest;
  });
}

/** 0 without kubectl, and with one that does not tell, which is older than 1.21. */
async function kustomizeVersion(): Promise<number> {
  try {
    const { stdout } = await run('kubectl', ['version', '--client', '--output=json']);
    const { kustomizeVersion: version } = JSON.parse(stdout) as { kustomizeVersion?: string };
    return Number(/^v(\d+)/.exec(version ?? '')?.[1] ?? 0);
  } catch {
    return 0;
  }
}
