import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Any object of the Kubernetes API, as YAML says it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

const ROOT = join(import.meta.dirname, '../../..');
const compilerOptions = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  module: 'nodenext',
  target: 'esnext',
  types: [],
};

/**
 * What is wrong with `manifests` by the types of the Kubernetes API, which are made from its OpenAPI schemas: missing and misspelt
 * fields, values of a wrong type, kinds that do not exist. The compiler judges, as JSON validators made from the same schemas let
 * unknown fields pass.
 */
export async function faultsOf(manifests: readonly Manifest[]): Promise<string[]> {
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.cache', 'manifests-'));
  try {
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['manifests.ts'] }));
    await writeFile(join(folder, 'manifests.ts'), manifests.map(asCode).join('\n'));
    return (await compile(folder)).map((line) => naming(line, manifests));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** One manifest to a line, so that the line of a fault names it. */
function asCode(manifest: Manifest, index: number): string {
  const version = JSON.stringify(`kubernetes-models/${manifest.apiVersion}`);
  return `export const _${index}: import(${version}).I${manifest.kind} = ${JSON.stringify(manifest)};`;
}

async function compile(folder: string): Promise<string[]> {
  try {
    await promisify(execFile)(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', folder, '--pretty', 'false'], { cwd: folder });
    return [];
  } catch (error) {
    const printed = (error as { stdout?: string }).stdout ?? '';
    const faults = printed.split('\n').filter((line) => line.startsWith('manifests.ts('));
    if (faults.length === 0) throw error;
    return faults;
  }
}

function naming(fault: string, manifests: readonly Manifest[]): string {
  const [, line = '', message = ''] = /^manifests\.ts\((\d+),\d+\): error (.*)$/.exec(fault) ?? [];
  const manifest = manifests[Number(line) - 1];
  return `${manifest?.kind} ${manifest?.metadata.name}: ${message}`;
}
