import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { KUBECTL } from '../../peers/kubectl.ts';
import { missingPeer } from '../../peers/missing-peer.ts';
import type { Manifest } from './kubernetes-types.ts';

const run = promisify(execFile);

/** Since then a kustomization may name folders, `patches` and `replicas`. */
const OLDEST_KUSTOMIZE = 4;

/** Renders the kustomization of a folder, without a cluster. */
export type Kustomize = (folder: string) => Promise<Manifest[]>;

/** The Kustomize inside kubectl, the machine's or the peer's; undefined where neither is there or new enough (an error where CI=true). */
export async function findKustomize(): Promise<Kustomize | undefined> {
  for (const kubectl of ['kubectl', KUBECTL]) {
    if ((await kustomizeVersion(kubectl)) < OLDEST_KUSTOMIZE) continue;
    return async (folder) => manifestsIn((await run(kubectl, ['kustomize', folder])).stdout);
  }
  return missingPeer('kubectl');
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
async function kustomizeVersion(kubectl: string): Promise<number> {
  try {
    const { stdout } = await run(kubectl, ['version', '--client', '--output=json']);
    const { kustomizeVersion: version } = JSON.parse(stdout) as { kustomizeVersion?: string };
    return Number(/^v(\d+)/.exec(version ?? '')?.[1] ?? 0);
  } catch {
    return 0;
  }
}
