import { authContract } from '@kabinet/contracts/auth';
import { productsContract } from '@kabinet/contracts/products';
import type { NewProduct } from '@kabinet/contracts/products/resources';
import { isProblem } from '@kabinet/problem';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientOf } from '../apps/kabinet/src/clients.ts';
import { migrateAll, startDatabase, type DatabaseServer } from '../apps/kabinet/src/database-server.ts';
import { openPortal, type Portal } from '../apps/kabinet/src/portal.ts';
import { readSettings, type Settings } from '../apps/kabinet/src/settings.ts';
import { allTargets } from '../apps/kabinet/src/targets.ts';
import { fillDataset, organizationId } from './dataset.ts';

export const SECRET = 'the secret of the benchmarks, which guards nothing';
export const PASSWORD = 'kabinet-bench-2026';

/** An installation with the benchmarks' data, kept in `.cache/bench` between runs until one has written to it. */
export interface BenchInstallation {
  readonly settings: Settings;
  readonly database: DatabaseServer;
  /** All services in this very process, for what is measured without HTTP. */
  readonly portal: Portal;
  /** To be called before the data are changed: the next run fills them anew, so that what was added does not count in its figures. */
  spend(): Promise<void>;
  close(): Promise<void>;
}

export async function openBenchInstallation(log: (message: string) => void): Promise<BenchInstallation> {
  const dataDirectory = fileURLToPath(new URL('../.cache/bench', import.meta.url));
  const spent = join(dataDirectory, 'spent');
  if (existsSync(spent)) await rm(dataDirectory, { recursive: true });
  const settings = readSettings({ KABINET_DATA: dataDirectory, KABINET_SECRET: SECRET, LOG_LEVEL: 'warn' });
  const database = await startDatabase(settings, allTargets, () => {}, 'benchmarks');
  await migrateAll(settings, database.adminUrl, SECRET);
  const portal = await openPortal(settings, database);
  await addProducts(portal);
  await fillDataset(database.adminUrl, log);
  await addUsers(portal);
  await addAuditor(portal);
  return {
    settings,
    database,
    portal,
    spend: () => writeFile(spent, ''),
    close: async () => {
      await portal.composition.stop();
      await database.stop();
    },
  };
}

/** The owner of the whole tree of 10,000 organizations, who logs in for the measurements. */
export const OWNER = 'holding@bench.example';
/** The owner of a tree of 10. */
export const SMALL_OWNER = 'client@bench.example';
/** Reads everything of all clients. */
export const AUDITOR = 'auditor@bench.example';

async function addUsers(portal: Portal): Promise<void> {
  for (const [email, organization] of [
    [OWNER, 1],
    [SMALL_OWNER, 10_001],
  ] as const) {
    const memberships = [{ organization_id: organizationId(organization), role: 'owner' as const }];
    const body = { email, name: 'Bench', password: PASSWORD, memberships };
    await unlessDone('user_exists', clientOf(portal.composition, authContract).createUser({ body }));
  }
}

async function addAuditor(portal: Portal): Promise<void> {
  const body = { email: AUDITOR, name: 'Bench', password: PASSWORD, staff_roles: ['auditor' as const] };
  await unlessDone('user_exists', clientOf(portal.composition, authContract).createUser({ body }));
}

async function addProducts(portal: Portal): Promise<void> {
  const file = new URL('../samples/products.json', import.meta.url);
  for (const body of JSON.parse(await readFile(file, 'utf8')) as NewProduct[]) {
    await unlessDone('product_slug_taken', clientOf(portal.composition, productsContract).createProduct({ body }));
  }
  const { items } = await clientOf(portal.composition, productsContract).listProducts({ query: {} });
  // The licence service learns of the products before the data refers to them.
  for (const service of portal.composition.services.values()) await service.relay.drain();
  for (const service of portal.composition.services.values()) await service.inbox.loop.drain();
  if (items.length === 0) throw new Error('there are no products to sell');
}

async function unlessDone(code: string, step: Promise<unknown>): Promise<void> {
  await step.catch((error: unknown) => {
    if (!isProblem(error, code)) throw error;
  });
}
