import { authContract } from '@kabinet/contracts/auth';
import { documentsContract } from '@kabinet/contracts/documents';
import { verifyLicenseFile, type LicenseKeySet } from '@kabinet/license-file';
import { innOf, serviceNamed } from 'kabinet-program/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { manifests } from '../../apps/kabinet/src/targets.ts';
import { newProduct } from '../support/access/new-things.ts';
import type { TestedPortal } from '../support/portal/tested-portal.ts';
import { logIn, publicApi, type PublicApi } from '../support/public-api.ts';

const PASSWORD = 'a long journey of the tests';
const TERM = { valid_from: '2026-01-01', valid_until: '2030-12-31' };
/** What a change of rights may take, wherever it is made and noticed. */
const SOON = { timeout: 5_000, interval: 50 };

interface Purchase {
  id: string;
  cabinet: { id: string };
  licenses: { id: string; number: string }[];
}

/** The main job from end to end, by the public API alone: from a purchase to a licence in the customer's hands. */
export function journeySuite(portal: () => TestedPortal): void {
  describe('from a purchase to a licence', { timeout: 60_000 }, () => {
    let api: PublicApi;
    let admin: PublicApi;
    let erp: PublicApi;
    let owner: PublicApi;
    let order: object;
    let purchase: Purchase;

    beforeAll(async () => {
      api = publicApi(portal().url);
      const body = {
        email: 'admin@journey.example',
        name: 'Администратор',
        password: PASSWORD,
        staff_roles: ['administrator' as const],
        memberships: [],
      };
      await portal().client(authContract, serviceNamed('test')).createUser({ body });
      admin = await logIn(api, body.email, PASSWORD);
    });

    test('staff add a product and give the ERP its token', async () => {
      expect((await admin.send('POST', '/api/v1/products', newProduct('journey'))).status).toBe(201);
      const token = await admin.send('POST', '/api/v1/tokens', { name: 'ERP', scopes: ['purchases:write'] });
      expect(token.status).toBe(201);
      erp = api.as((token.body as { token: string }).token);
      await portal().settle();
    });

    test('a purchase makes licences once, however often it is sent', async () => {
      const buyer = {
        inn: innOf(77_001),
        kpp: '770701001',
        name: 'ООО «Путь»',
        contact: { email: 'owner@journey.example', name: 'Владелец' },
      };
      const line = { product: 'journey', quantity: 5, parameters: { cores: 2 }, ...TERM, certificate: { level: 'standard', ...TERM } };
      order = { source: 'journey', id: 'order-1', purchased_at: '2026-01-01T09:00:00Z', buyer, lines: [line] };
      const first = await erp.send('POST', '/api/v1/purchases', order);
      expect(first).toMatchObject({ status: 201 });
      purchase = first.body as Purchase;
      const again = await erp.send('POST', '/api/v1/purchases', order);
      expect((again.body as Purchase).licenses).toEqual(purchase.licenses);
      const refused = await erp.send('POST', '/api/v1/purchases', { ...order, id: 'order-2', lines: [{ ...line, quantity: -1 }] });
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/lines/0/quantity' }] } });
      await portal().settle();
    });

    test('the buyer is invited by mail and logs in', async () => {
      const mails = (await admin.get('/api/v1/mails?limit=50')).body as { items: { id: string; to: string }[] };
      const contents = await Promise.all(
        mails.items.map(async ({ id }) => (await admin.get(`/api/v1/mails/${id}/content`)).body as { text: string }),
      );
      const token = contents.map(({ text }) => /#token=(kbi_[\w-]+)/.exec(text)?.[1]).find((found) => found !== undefined);
      const accepted = await api.send('POST', '/api/v1/invitations/accept', { token, name: 'Владелец', password: PASSWORD });
      expect(accepted).toMatchObject({ status: 200, body: { email: 'owner@journey.example', role: 'owner' } });
      owner = await logIn(api, 'owner@journey.example', PASSWORD);
    });

    test('the owner sees the licence, and downloads it as PDF and as a license file that verifies', async () => {
      const [license] = purchase.licenses;
      const path = `/api/v1/licenses/${license?.id}`;
      expect(await owner.get('/api/v1/licenses')).toMatchObject({ status: 200, body: { items: [{ number: license?.number }] } });
      const pdf = await owner.get(path, 'application/pdf');
      expect([pdf.status, pdf.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
      const keys = (await api.get('/.well-known/license-keys.json')).body as LicenseKeySet;
      const file = await owner.get(path, documentsContract.operations.getLicenseFile.variant.accept);
      expect(verifyLicenseFile(file.bytes, keys)).toMatchObject({ ok: true, payload: { license: { number: license?.number } } });
    });

    test('a change made twice with one key is made once', async () => {
      const headers = { 'idempotency-key': 'journey-suspend' };
      const path = `/api/v1/licenses/${purchase.licenses[0]?.id}`;
      const etag = (await admin.get(path)).headers.get('etag') ?? '';
      const answers = [];
      for (let time = 0; time < 2; time++) {
        answers.push(await admin.send('POST', `${path}/suspend`, { reason: 'Проверка' }, { ...headers, 'if-match': etag }));
      }
      expect(answers[0]?.status).toBe(200);
      expect(answers[1]?.bytes).toEqual(answers[0]?.bytes);
    });

    test('a colleague loses what the owner takes away within five seconds', async () => {
      const users = `/api/v1/cabinets/${purchase.cabinet.id}/users`;
      const invited = await owner.send('POST', users, { email: 'viewer@journey.example', name: 'Коллега', role: 'viewer' });
      expect(invited.status).toBe(201);
      await portal().settle();
      const viewer = await acceptAsViewer();
      const path = `/api/v1/licenses/${purchase.licenses[0]?.id}`;
      expect((await viewer.get(path)).status).toBe(200);
      const { items } = (await owner.get(users)).body as { items: { id: string; email: string }[] };
      const colleague = items.find(({ email }) => email === 'viewer@journey.example');
      expect((await owner.send('DELETE', `${users}/${colleague?.id}`)).status).toBe(204);
      await expect.poll(async () => (await viewer.get(path)).status, SOON).not.toBe(200);
    });

    test('whoever logs out is out within five seconds', async () => {
      const other = await logIn(api, 'owner@journey.example', PASSWORD);
      expect((await other.get('/api/v1/me')).status).toBe(200);
      expect((await owner.send('DELETE', '/api/v1/sessions')).status).toBe(204);
      await expect.poll(async () => (await other.get('/api/v1/me')).status, SOON).toBe(401);
    });

    test('every change is in the audit log', async () => {
      await portal().settle();
      const entries = (await admin.get('/api/v1/audit-entries?limit=200')).body as { items: { action: string }[] };
      const kinds = new Set(entries.items.map(({ action }) => action));
      const changes = [
        'products.product.created',
        'organizations.organization.created',
        'licenses.license.issued',
        'licenses.license.suspended',
      ];
      expect([...kinds]).toEqual(expect.arrayContaining(changes));
    });

    test('every service is ready, and none gave up an event on the way', async () => {
      const { status, body } = await admin.get('/api/v1/system/services');
      const { items } = body as { items: { service: string; state: string; queues: { dead_letters: { count: number } } | null }[] };
      expect(status).toBe(200);
      expect(items.map(({ service }) => service)).toEqual(manifests.map(({ name }) => name));
      expect(items.filter(({ state, queues }) => state !== 'ready' || queues?.dead_letters.count !== 0)).toEqual([]);
    });

    async function acceptAsViewer(): Promise<PublicApi> {
      const mails = (await admin.get('/api/v1/mails?limit=50')).body as { items: { id: string; reference_id: string }[] };
      for (const { id } of mails.items) {
        const { text } = (await admin.get(`/api/v1/mails/${id}/content`)).body as { text: string };
        const token = /#token=(kbi_[\w-]+)/.exec(text)?.[1];
        const accepted = await api.send('POST', '/api/v1/invitations/accept', { token, name: 'Коллега', password: PASSWORD });
        if (accepted.status === 200) return logIn(api, 'viewer@journey.example', PASSWORD);
      }
      throw new Error('no invitation could be accepted');
    }
  });
}
