import type { Operation } from '@kabinet/contract';
import { authContract } from '@kabinet/contracts/auth';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { innOf, serviceNamed, staff } from 'kabinet-program/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { manifests } from '../../apps/kabinet/src/targets.ts';
import { inParallel, pastTheGateway, targetsOf, titleOf } from '../support/access/answers.ts';
import type { TestedPortal } from '../support/portal/tested-portal.ts';
import { logIn, publicApi, type PublicApi } from '../support/public-api.ts';

const PASSWORD = 'the eyes of a customer';
/** What a change of rights may take, wherever it is made and noticed. */
const SOON = { timeout: 5_000, interval: 50 };
/** What a viewer may do beside reading: stop; and what reading asks of another service in their name. */
const ALLOWED = ['auth.deleteJwt', 'licenses.findHoldings'];
/** What a viewer may not even read, beside files. */
const PRIVATE = ['auth.listSessions', 'auth.getSecondFactor'];

/** Staff look with the eyes of a customer, by the public API: every service refuses them whatever is more than looking. */
export function viewingSuite(portal: () => TestedPortal): void {
  describe('looking with the eyes of a customer', { timeout: 60_000 }, () => {
    let api: PublicApi;
    let support: PublicApi;
    let owner: PublicApi;
    let ownerId: string;

    beforeAll(async () => {
      api = publicApi(portal().url);
      const cabinet = { name: 'Смотровая', inn: innOf(79_001), kpp: '770701001' };
      const { id } = await portal().client(organizationsContract, staff('administrator')).createCabinet({ body: cabinet });
      const auth = portal().client(authContract, serviceNamed('test'));
      const person = { name: 'Человек', password: PASSWORD };
      const memberships = [{ organization_id: id, role: 'owner' as const }];
      ({ id: ownerId } = await auth.createUser({ body: { ...person, email: 'owner@viewing.example', memberships } }));
      await auth.createUser({ body: { ...person, email: 'support@viewing.example', staff_roles: ['support_engineer'] } });
      await portal().settle();
      support = await logIn(api, 'support@viewing.example', PASSWORD);
      owner = await logIn(api, 'owner@viewing.example', PASSWORD);
    });

    async function look(): Promise<PublicApi> {
      return api.as((await begin()).access_token);
    }

    async function begin(): Promise<{ id: string; access_token: string }> {
      const begun = await support.send('POST', `/api/v1/users/${ownerId}/view`, { reason: 'Обращение 42' });
      expect(begun.status).toBe(200);
      return begun.body as { id: string; access_token: string };
    }

    test('shows what the customer sees', async () => {
      const viewer = await look();
      for (const path of ['/api/v1/cabinets', '/api/v1/licenses', '/api/v1/products']) {
        const [seen, own] = [await viewer.get(path), await owner.get(path)];
        expect([seen.status, seen.body]).toEqual([200, own.body]);
      }
      expect((await viewer.get('/api/v1/me')).body).toMatchObject({ id: ownerId, viewed_by: { name: 'Человек' } });
    });

    test('changes nothing and downloads nothing, in any service', async () => {
      const ask = pastTheGateway(portal());
      const body = { user_id: ownerId, session_id: (await begin()).id };
      const { principal } = await portal().client(authContract, serviceNamed('gateway')).resolveSession({ body });
      if (!principal) throw new Error('a viewing that is nobody');
      const wrong: string[] = [];
      await inParallel(targetsOf(manifests), 8, async (target) => {
        if (target.operation.access.kind === 'services') return;
        const { code } = await ask(target, principal, {});
        if ((code === 'view_only') !== isRefused(titleOf(target), target.operation)) wrong.push(`${titleOf(target)}: ${code}`);
      });
      expect(wrong).toEqual([]);
    });

    test('is told so at the public edge', async () => {
      const viewer = await look();
      expect(await viewer.send('PATCH', '/api/v1/me', { name: 'Другой' })).toMatchObject({ status: 403, body: { code: 'view_only' } });
      expect(await viewer.get('/api/v1/licenses/019b0000-0000-7000-8000-000000000000', 'application/pdf')).toMatchObject({
        status: 403,
        body: { code: 'view_only' },
      });
    });

    test('ends at once when it is stopped, and with the session of who looks', async () => {
      const [stopped, other] = [await look(), await look()];
      expect((await stopped.send('DELETE', '/api/v1/jwt')).status).toBe(204);
      await expect.poll(async () => (await stopped.get('/api/v1/me')).status, SOON).toBe(401);
      expect((await other.get('/api/v1/me')).status).toBe(200);
      expect((await support.send('DELETE', '/api/v1/jwt')).status).toBe(204);
      await expect.poll(async () => (await other.get('/api/v1/me')).status, SOON).toBe(401);
      expect((await owner.get('/api/v1/me')).status).toBe(200);
    });
  });
}

/** Said here once more, in other words than the portal's own: whatever changes, and every file that is not everybody's. */
function isRefused(title: string, { method, ok, access }: Operation): boolean {
  if (ALLOWED.includes(title)) return false;
  const isFile = ok.content_type !== undefined || ok.stream !== undefined;
  return method !== 'GET' || PRIVATE.includes(title) || (isFile && access.kind !== 'public');
}
