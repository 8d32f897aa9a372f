import { authContract } from '@kabinet/contracts/auth';
import { innOf, serviceNamed } from 'kabinet-program/testing';
import { describe, expect, test } from 'vitest';
import { newProduct } from '../support/access/new-things.ts';
import type { Processes } from '../support/portal/processes.ts';
import { logIn, publicApi, type PublicApi } from '../support/public-api.ts';

const PASSWORD = 'a rolling restart of the tests';
const TERM = { valid_from: '2026-01-01', valid_until: '2030-12-31' };

/** What the clients of a restart saw. */
interface Seen {
  /** Orders that were acknowledged. */
  readonly bought: string[];
  reads: number;
  readonly failures: string[];
}

/** Every process that has a second one is restarted under load; nobody notices. */
export function restartSuite(portal: () => Processes): void {
  describe('a rolling restart under load', { timeout: 600_000 }, () => {
    test('fails no request and loses nothing that was acknowledged', async () => {
      const { admin, erp } = await prepare(portal());
      const seen: Seen = { bought: [], reads: 0, failures: [] };
      let going = true;
      const clients = [0, 1, 2].flatMap((client) => [buyWhile(() => going, erp, client, seen), readWhile(() => going, admin, seen)]);
      const replicated = [...portal().running.values()].filter((processes) => processes.length > 1).flat();
      for (const process of replicated) await portal().restart(process, 'SIGTERM');
      going = false;
      await Promise.all(clients);
      expect(seen.failures).toEqual([]);
      expect(Math.min(seen.reads, seen.bought.length)).toBeGreaterThan(replicated.length * 5);
      await portal().settle();
      expect(await acceptedOrders(portal())).toEqual(new Set(seen.bought));
    });
  });
}

async function prepare(portal: Processes): Promise<{ admin: PublicApi; erp: PublicApi }> {
  const api = publicApi(portal.url);
  const body = {
    email: 'admin@restart.example',
    name: 'Администратор',
    password: PASSWORD,
    staff_roles: ['administrator' as const],
    memberships: [],
  };
  await portal.client(authContract, serviceNamed('test')).createUser({ body });
  const admin = await logIn(api, body.email, PASSWORD);
  expect((await admin.send('POST', '/api/v1/products', newProduct('restart'))).status).toBe(201);
  const token = (await admin.send('POST', '/api/v1/tokens', { name: 'ERP', scopes: ['purchases:write'] })).body as { token: string };
  await portal.settle();
  return { admin, erp: api.as(token.token) };
}

async function buyWhile(going: () => boolean, erp: PublicApi, client: number, seen: Seen): Promise<void> {
  for (let number = 0; going(); number++) {
    const id = `order-${client}-${number}`;
    const contact = { email: `buyer-${client}@restart.example`, name: 'Покупатель' };
    const buyer = { inn: innOf(88_000 + client), kpp: '770701001', name: 'ООО «Рестарт»', contact };
    const lines = [{ product: 'restart', quantity: 1, parameters: { cores: 2 }, ...TERM }];
    const order = { source: 'restart', id, purchased_at: '2026-01-01T09:00:00Z', buyer, lines };
    await noted(seen, id, async () => {
      const { status } = await erp.send('POST', '/api/v1/purchases', order);
      if (status === 201) seen.bought.push(id);
      return status;
    });
  }
}

async function readWhile(going: () => boolean, admin: PublicApi, seen: Seen): Promise<void> {
  while (going()) {
    await noted(seen, 'a list', async () => {
      seen.reads += 1;
      return (await admin.get('/api/v1/licenses?limit=5')).status;
    });
  }
}

async function noted(seen: Seen, what: string, request: () => Promise<number>): Promise<void> {
  try {
    const status = await request();
    if (status >= 400) seen.failures.push(`${what}: ${status}`);
  } catch (error) {
    const { cause } = error as { cause?: unknown };
    seen.failures.push(`${what}: ${String(cause ?? error)}`);
  }
}

async function acceptedOrders({ databases }: Processes): Promise<Set<string>> {
  const rows = await databases
    .get('licenses')
    ?.sql<{ external_id: string }>(`select external_id from licenses.purchase where source = 'restart'`);
  return new Set((rows ?? []).map(({ external_id }) => external_id));
}
