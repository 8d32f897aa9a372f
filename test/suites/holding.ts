import { authContract } from '@kabinet/contracts/auth';
import { licensesContract } from '@kabinet/contracts/licenses';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { productsContract } from '@kabinet/contracts/products';
import { innOf, serviceNamed, staff } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { newProduct } from '../support/access/new-things.ts';
import { publishRelease } from '../support/access/release-things.ts';
import type { TestedPortal } from '../support/portal/tested-portal.ts';
import { logIn, publicApi, type PublicApi } from '../support/public-api.ts';

const PASSWORD = 'a holding of the tests';
const TERM = { valid_from: '2026-01-01', valid_until: '2030-12-31' };
const UNITS = 5;

interface Page<Item> {
  items: Item[];
}

/** A holding uses what it bought, by the public API: units go down and come back as the daughter closes, files are taken, the support answers. */
export function holdingSuite(portal: () => TestedPortal): void {
  describe('a holding with what it bought', { timeout: 60_000 }, () => {
    let owner: PublicApi;
    let support: PublicApi;
    let holding: string;
    let product: string;
    let license: string;
    let certificate: string;
    let daughter: string;

    beforeAll(async () => {
      const vendor = staff('administrator');
      ({ id: product } = await portal()
        .client(productsContract, vendor)
        .createProduct({ body: newProduct('holding') }));
      const cabinet = { name: 'Холдинг пути', inn: innOf(78_001), kpp: '770701001' };
      ({ id: holding } = await portal().client(organizationsContract, vendor).createCabinet({ body: cabinet }));
      const auth = portal().client(authContract, serviceNamed('test'));
      const person = { name: 'Человек', password: PASSWORD };
      const memberships = [{ organization_id: holding, role: 'owner' as const }];
      await auth.createUser({ body: { ...person, email: 'owner@holding-path.example', memberships } });
      await auth.createUser({ body: { ...person, email: 'support@holding-path.example', staff_roles: ['support_engineer'] } });
      await portal().settle();
      await issue();
      owner = await logIn(publicApi(portal().url), 'owner@holding-path.example', PASSWORD);
      support = await logIn(publicApi(portal().url), 'support@holding-path.example', PASSWORD);
    });

    async function issue(): Promise<void> {
      const licenses = portal().client(licensesContract, staff('account_manager'));
      const terms = { cabinet_id: holding, product_id: product, quantity: UNITS, parameters: { cores: 2 }, ...TERM };
      ({ id: license } = await licenses.issueLicense({ body: terms }, { idempotencyKey: randomUUIDv7() }));
      const covering = { license_ids: [license], level: 'standard', ...TERM };
      ({ id: certificate } = await licenses.issueCertificate({ body: covering }, { idempotencyKey: randomUUIDv7() }));
    }

    /** Units by the organization that has them. */
    async function units(): Promise<Record<string, number>> {
      const { items } = (await owner.get('/api/v1/licenses')).body as Page<{ cabinet: { id: string }; quantity: number }>;
      return Object.fromEntries(items.map((item) => [item.cabinet.id, item.quantity]));
    }

    test('gives units to a daughter, and its certificate with them', async () => {
      const body = { name: 'Дочь пути', inn: innOf(78_002), kpp: '770701001', parent_id: holding };
      const made = await owner.send('POST', '/api/v1/cabinets', body);
      expect(made.status).toBe(201);
      ({ id: daughter } = made.body as { id: string });
      await portal().settle();
      const given = await owner.send('POST', `/api/v1/licenses/${license}/transfers`, { to_cabinet_id: daughter, quantity: 2 });
      expect(given).toMatchObject({ status: 201, body: { status: 'done', quantity: 2 } });
      expect(await units()).toEqual({ [holding]: UNITS - 2, [daughter]: 2 });
      const covered = await owner.get(`/api/v1/certificates?cabinet_id=${daughter}`);
      expect(covered.body).toMatchObject({ items: [{ licenses: [{ quantity: 2 }] }] });
    });

    test('asks the support, which answers, and is told of it', async () => {
      const request = { certificate_id: certificate, subject: 'Не запускается', description: 'После обновления.' };
      const opened = await owner.send('POST', '/api/v1/issues', request);
      expect(opened).toMatchObject({ status: 201, body: { status: 'new' } });
      const { id, number } = opened.body as { id: string; number: string };
      const comment = await support.send('POST', `/api/v1/issues/${id}/comments`, { body: 'Перезапустите службу.' });
      expect(comment.status).toBe(201);
      await portal().settle();
      const { body } = await owner.get(`/api/v1/issues/${id}/comments`);
      expect(body).toMatchObject({ items: [{ body: 'Перезапустите службу.', author: { side: 'support' } }] });
      const told = (await owner.get('/api/v1/notifications')).body as Page<{ title: string }>;
      expect(told.items.map(({ title }) => title).join('\n')).toContain(number);
    });

    test('takes the files of a new release', async () => {
      await publishRelease(portal(), product);
      const offered = (await owner.get(`/api/v1/licenses/${license}/images`)).body as Page<{ size: number; download_url?: string }>;
      expect(offered.items.length).toBeGreaterThan(0);
      for (const { size, download_url } of offered.items) {
        const path = new URL(download_url ?? '', portal().url).pathname;
        const file = await owner.get(path, '*/*');
        expect([file.status, file.bytes.length]).toEqual([200, size]);
      }
    });

    test('closes the daughter, and has all units again', async () => {
      const closing = await owner.send('POST', `/api/v1/cabinets/${daughter}/close`, { move_up: true });
      expect(closing.status).toBe(202);
      await portal().settle();
      expect(await owner.get(`/api/v1/cabinets/${daughter}`)).toMatchObject({ status: 200, body: { status: 'closed' } });
      expect(await units()).toMatchObject({ [holding]: UNITS });
      const covered = await owner.get(`/api/v1/certificates/${certificate}`);
      expect(covered.body).toMatchObject({ licenses: [{ id: license, quantity: UNITS }] });
    });
  });
}
