import { organizationsContract } from '@kabinet/contracts/organizations';
import { licensesContract } from '@kabinet/contracts/licenses';
import { productsContract } from '@kabinet/contracts/products';
import { createAssertionSigner, connectService } from '@kabinet/remote';
import { innOf, staff } from 'kabinet-program/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manifests } from '../apps/kabinet/src/targets.ts';
import { startNatsPeer } from './peers/nats.ts';
import { newProduct } from './support/access/new-things.ts';
import { unpackPreviousRelease, type PreviousRelease } from './support/portal/previous-release.ts';
import { SECRET, startProcesses, type PortalProcess, type Processes } from './support/portal/processes.ts';
import { clientOver } from './support/portal/tested-portal.ts';

const nats = await startNatsPeer();
/** One and the same person: keys of idempotency are theirs. */
const administrator = staff('administrator');
const TERM = { valid_from: '2026-01-01', valid_until: '2030-12-31' };

/** Migrations come first, so for a while processes of both releases work on the schema that this one has expanded. */
describe.skipIf(!nats)('the previous release of licenses beside this one', { timeout: 120_000 }, () => {
  let portal: Processes;
  let previous: PreviousRelease;
  let newer: PortalProcess;
  let older: PortalProcess;
  beforeAll(async () => {
    if (!nats) return;
    previous = await unpackPreviousRelease();
    portal = await startProcesses({ nats, databases: 'one', replicas: { licenses: 2 } });
    const [one, other] = portal.running.get('licenses') ?? [];
    if (!one || !other) throw new Error('licenses has two processes');
    newer = one;
    older = await portal.restart(other, 'SIGTERM', previous.main);
  }, 180_000);
  afterAll(async () => {
    await portal?.stop();
    await previous?.remove();
    await nats?.stop();
  });

  /** Licences as one process alone serves them. */
  function licensesOf({ url }: PortalProcess) {
    const signer = createAssertionSigner(SECRET, 'tests');
    const { operations } = licensesContract;
    const { transport } = connectService({ service: 'licenses', operations, urls: [url], signer, log: pino({ level: 'silent' }) });
    return clientOver({ licenses: transport }, licensesContract, administrator);
  }

  function order(id: string) {
    const buyer = {
      inn: innOf(99_001),
      kpp: '770701001',
      name: 'ООО «Два выпуска»',
      contact: { email: 'two@releases.example', name: 'Два' },
    };
    return {
      source: 'releases',
      id,
      purchased_at: '2026-01-01T09:00:00Z',
      buyer,
      lines: [{ product: 'releases', quantity: 1, parameters: { cores: 2 }, ...TERM }],
    };
  }

  test('released migrations stay as they were; new ones come after them', () => {
    for (const { name, migrations } of manifests) {
      for (const file of previous.migrationsOf(name)) {
        const released = readFileSync(join(previous.main, '../../../..', file), 'utf8');
        expect(readFileSync(new URL(file.split('/').at(-1) ?? '', migrations), 'utf8'), file).toBe(released);
      }
    }
  });

  test('each reads what the other wrote, and knows what it answered', async () => {
    await portal.client(productsContract, staff('product_manager')).createProduct({ body: newProduct('releases') });
    await portal.settle();
    for (const [writer, reader] of [
      [older, newer],
      [newer, older],
    ] as const) {
      const body = order(`order-${writer.url}`);
      const purchase = await licensesOf(writer).receivePurchase({ body });
      const [license] = purchase.licenses;
      const id = license?.id ?? '';
      expect(await licensesOf(reader).getLicense({ params: { id } })).toMatchObject({ number: license?.number });
      expect((await licensesOf(reader).receivePurchase({ body })).licenses).toEqual(purchase.licenses);
      const key = { idempotencyKey: `suspend-${id}`, ifMatch: '"1"' };
      const input = { params: { id }, body: { reason: 'Проверка' } };
      const suspended = await licensesOf(writer).suspendLicense(input, key);
      expect(await licensesOf(reader).suspendLicense(input, key)).toEqual(suspended);
    }
  });

  test('both follow events, and both are heard', async () => {
    await portal.settle();
    const cabinets = await portal.client(organizationsContract, staff('auditor')).listCabinets({ query: { q: 'Два выпуска' } });
    expect(cabinets.items).toHaveLength(1);
    for (const process of [older, newer]) {
      const { items } = await licensesOf(process).listLicenses({ query: { cabinet_id: cabinets.items[0]?.id ?? '' } });
      expect(items.map(({ status }) => status)).toEqual(['suspended', 'suspended']);
    }
  });

  test('the older one gives way to this one', async () => {
    await portal.restart(older, 'SIGTERM');
    expect((await portal.client(licensesContract, staff('auditor')).listLicenses({ query: { limit: 10 } })).items).toHaveLength(2);
  });
});
