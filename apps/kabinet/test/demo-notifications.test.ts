import { authContract } from '@kabinet/contracts/auth';
import { notificationsContract } from '@kabinet/contracts/notifications';
import type { UserPrincipal } from '@kabinet/contract/principal';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedDemo } from '../src/demo/seed.ts';
import { serviceNamed, staff, startPortal, type TestPortal } from '../src/testing.ts';

const SEEDING_MS = 120_000;

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal();
  await seedDemo(portal.composition);
}, SEEDING_MS);
afterAll(() => portal.stop());

/** The person as auth has them acting. */
async function principalOf(email: string): Promise<UserPrincipal> {
  const { items } = await portal.client(authContract, staff('administrator')).listUsers({ query: { q: email } });
  const session_id = randomUUIDv7();
  const id = items.find((user) => user.email === email)?.id ?? '';
  await portal.database.sql(
    `insert into auth.session (id, user_id, created_at, last_used_at, expires_at) values ($1, $2, now(), now(), now() + interval '1 hour')`,
    [session_id, id],
  );
  const resolved = await portal.client(authContract, serviceNamed('gateway')).resolveSession({ body: { user_id: id, session_id } });
  if (!resolved.principal) throw new Error(`${email} cannot act`);
  return resolved.principal;
}

/** How much of each kind a person was told, and which advisories. */
async function toldTo(email: string) {
  const client = portal.client(notificationsContract, await principalOf(email));
  const { items } = await client.listNotifications({ query: { limit: 200 } });
  const count = (kind: string) => items.filter((item) => item.kind === kind).length;
  const advisories = items.flatMap(({ kind, title }) => (kind === 'advisory' ? [title.slice(0, title.indexOf(':'))] : []));
  return { expiry: count('expiry'), announcement: count('announcement'), purchase_refused: count('purchase_refused'), advisories };
}

const nothing = { expiry: 0, announcement: 1, purchase_refused: 0, advisories: [] as string[] };

test.each([
  // 30 days of its own, 7 days of its daughter.
  ['owner@holding.example', { ...nothing, expiry: 2, advisories: ['RK-SA-2026-001', 'RK-SA-2026-002', 'RK-SA-2026-004'] }],
  ['manager@holding.example', { ...nothing, expiry: 2, advisories: ['RK-SA-2026-001', 'RK-SA-2026-002', 'RK-SA-2026-004'] }],
  ['support@holding.example', { ...nothing, advisories: ['RK-SA-2026-001', 'RK-SA-2026-002', 'RK-SA-2026-004'] }],
  ['viewer@holding.example', nothing],
  ['owner@daughter.example', { ...nothing, expiry: 1, advisories: ['RK-SA-2026-001', 'RK-SA-2026-002', 'RK-SA-2026-004'] }],
  ['account@kabinet.example', { ...nothing, purchase_refused: 0 }],
])('%s is told what concerns them and nothing else', async (email, expected) => {
  const told = await toldTo(email);
  expect({ ...told, advisories: told.advisories.toSorted() }).toEqual(expected);
});
