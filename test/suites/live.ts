import { authContract } from '@kabinet/contracts/auth';
import { serviceNamed } from 'kabinet-program/testing';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { followEvents, type LiveEvents } from '../support/live-events.ts';
import type { TestedPortal } from '../support/portal/tested-portal.ts';
import { logIn, publicApi, type PublicApi } from '../support/public-api.ts';

const PASSWORD = 'a live passphrase of the tests';
const SOON = { timeout: 5_000, interval: 50 };

/** What comes is told live, wherever it was written and whoever carries it. */
export function liveSuite(portal: () => TestedPortal): void {
  describe('live notifications', { timeout: 30_000 }, () => {
    let editor: PublicApi;
    let reader: PublicApi;
    const open: LiveEvents[] = [];

    beforeAll(async () => {
      editor = await personWith('administrator');
      reader = await personWith('auditor');
    });
    afterEach(async () => void (await Promise.all(open.splice(0).map((stream) => stream.close()))));

    async function personWith(role: 'administrator' | 'auditor'): Promise<PublicApi> {
      const email = `${role}@live.example`;
      const body = { email, name: role, password: PASSWORD, staff_roles: [role], memberships: [] };
      await portal().client(authContract, serviceNamed('test')).createUser({ body });
      return logIn(publicApi(portal().url), email, PASSWORD);
    }

    async function follow(lastEventId?: string): Promise<LiveEvents> {
      const stream = await followEvents(`${portal().url}/api/v1/notifications/stream`, reader.token ?? '', lastEventId);
      open.push(stream);
      return stream;
    }

    async function announce(title: string): Promise<void> {
      const text = { ru: title, en: title };
      const answer = await editor.send('POST', '/api/v1/notifications', { title: text, body: text, audience: { kind: 'everyone' } });
      expect(answer.status).toBe(201);
    }

    test('come within seconds, with how much is unread', async () => {
      const stream = await follow();
      await expect.poll(() => stream.unread, SOON).toHaveLength(1);
      const [before = 0] = stream.unread;
      await announce('told live');
      await expect.poll(() => stream.titles, SOON).toContain('told live');
      await expect.poll(() => stream.unread.at(-1), SOON).toBe(before + 1);
    });

    test('go on where they were cut off', async () => {
      const first = await follow();
      await expect.poll(() => first.lastEventId, SOON).toBeDefined();
      await announce('before the cut');
      await expect.poll(() => first.titles, SOON).toContain('before the cut');
      await first.close();
      await announce('while nobody listened');
      const second = await follow(first.lastEventId);
      await expect.poll(() => second.titles, SOON).toContain('while nobody listened');
    });

    test('are not for strangers, and have a bound for each person', async () => {
      expect((await publicApi(portal().url).get('/api/v1/notifications/stream')).status).toBe(401);
      const answers = [];
      for (let count = 0; count < 20; count++) answers.push((await follow()).status);
      expect(answers).toContain(200);
      expect(answers).toContain(429);
    });

    test('end with the session', async () => {
      // The places of those that were closed a moment ago may still be taken.
      await expect.poll(async () => (await follow()).status, SOON).toBe(200);
      const stream = open.at(-1);
      expect((await reader.send('DELETE', '/api/v1/jwt')).status).toBe(204);
      await portal().settle();
      await expect.poll(() => stream?.ended, SOON).toBe(true);
      expect((await follow()).status).toBe(401);
    });
  });
}
