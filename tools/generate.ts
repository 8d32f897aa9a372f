/**
 * Makes the pictures and types that are committed: `npm run generate`. With `--check` it writes nothing and fails when a committed
 * one is not what would be made now.
 */
import { toOpenApi } from '@kabinet/contract/openapi';
import { migrate } from '@kabinet/database/migrate';
import type { ServiceManifest } from '@kabinet/service';
import { testPostgres } from '@kabinet/testing/postgres';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifests, targetNames } from '../apps/kabinet/src/targets.ts';
import { accessTable } from '../contracts/access.ts';
import { systemContract } from '../contracts/system/contract.ts';
import { kustomizeBase } from './deployment/kustomize-base.ts';
import { accessPage } from './pictures/access-page.ts';
import { readTables, type Table } from './pictures/schema.ts';
import { servicesPage } from './pictures/services-page.ts';
import { tableTypes } from './pictures/table-types.ts';
import { ownTables, tablesPage } from './pictures/tables-page.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const isCheck = process.argv.includes('--check');

const files = await generate();
const drifted = await driftedFrom(files);
if (isCheck) {
  for (const path of drifted) console.error(`${path} is not what the code says: run npm run generate`);
  if (drifted.length > 0) process.exitCode = 1;
} else {
  for (const path of drifted) await write(path, files.get(path) ?? '');
}
console.log(`generated: ${files.size} files, ${drifted.length} ${isCheck ? 'drifted' : 'written'}`);

async function generate(): Promise<Map<string, string>> {
  const contracts = [...manifests.map(({ contract }) => contract), systemContract];
  const schemas = await readSchemas();
  const openApi = toOpenApi(contracts, { title: 'Kabinet', version: '1.0.0', publicUrl: 'http://localhost:8080' });
  const made = new Map([
    ['contracts/openapi.json', `${JSON.stringify(openApi, null, 2)}\n`],
    ['docs/generated/services.md', servicesPage(manifests)],
    ['docs/generated/access.md', accessPage(contracts, accessTable)],
    ['docs/generated/tables.md', tablesPage(schemas)],
  ]);
  for (const manifest of manifests) {
    const tables = ownTables(schemas.get(manifest.name) ?? []);
    if (tables.length > 0) made.set(`${sourceFolder(manifest)}/tables.ts`, tableTypes(tables, await typedColumnsOf(manifest)));
  }
  for (const [name, text] of kustomizeBase(targetNames)) {
    made.set(`deploy/kustomize/base/${name}`, text);
  }
  return made;
}

/** Migrates a scratch database and reads every service's schema back. */
async function readSchemas(): Promise<Map<string, readonly Table[]>> {
  const server = await testPostgres();
  try {
    const targets = manifests.map(({ name, migrations }) => ({ service: name, migrations }));
    await migrate(server.adminUrl, targets, 'a scratch database needs no secret');
    const schemas = manifests.map(async ({ name }) => [name, await readTables(server.adminUrl, name)] as const);
    return new Map(await Promise.all(schemas));
  } finally {
    await server.stop();
  }
}

/** A service that knows more of a column than the database declares it in `src/column-types.ts`: `'membership.role': CustomerRole;`. */
async function typedColumnsOf(manifest: ServiceManifest): Promise<Set<string>> {
  const file = join(ROOT, sourceFolder(manifest), 'column-types.ts');
  if (!existsSync(file)) return new Set();
  return new Set(Array.from((await readFile(file, 'utf8')).matchAll(/^ {2}'([a-z_]+\.[a-z_]+)':/gm), ([, name]) => name ?? ''));
}

function sourceFolder({ migrations }: ServiceManifest): string {
  return relative(ROOT, fileURLToPath(new URL('../src', migrations)));
}

async function driftedFrom(made: ReadonlyMap<string, string>): Promise<string[]> {
  const drift: string[] = [];
  for (const [path, text] of made) {
    const committed = await readFile(join(ROOT, path), 'utf8').catch(() => undefined);
    if (committed !== text) drift.push(path);
  }
  return drift;
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(ROOT, path)), { recursive: true });
  await writeFile(join(ROOT, path), text);
}
