import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { promisesBrokenAtLast } from '../support/faults/promises.ts';
import type { Row } from '../support/faults/table.ts';
import { buy, newOrder, nextNumber, type World } from '../support/faults/world.ts';
import type { Relay } from '../support/portal/relay.ts';
import type { PublicAnswer } from '../support/public-api.ts';

/**
 * The connection to PostgreSQL breaks when it has committed and before the service hears of it: the client repeats what it sent. Each
 * case adds its line to `rows`.
 */
export function lostAnswerSuite(world: () => World, relay: () => Relay, rows: Row[]): void {
  describe('when the answer to a COMMIT is lost', { timeout: 120_000 }, () => {
    test.each(['organizations', 'licenses'])('of %s, a purchase that is sent again is carried out once', async (service) => {
      const order = newOrder();
      const cut = relay().cut({ service, text: order.buyer.contact.name });
      const tookMs = await refusedAfter(buy(world(), order));
      await cut;
      expect(await buy(world(), order)).toMatchObject({ status: 201 });
      rows.push(rowOf(`COMMIT of ${service} unanswered`, 'buy', tookMs, await promisesBroken(world())));
    });

    test('a licence that is issued again with the same key is issued once', async () => {
      const key = randomUUIDv7();
      const quantity = 9_000 + nextNumber();
      const cut = relay().cut({ service: 'licenses', text: key });
      const tookMs = await refusedAfter(issue(world(), quantity, key));
      await cut;
      const answers = [await issue(world(), quantity, key), await issue(world(), quantity, key)];
      expect(answers[0]).toMatchObject({ status: 201, body: { quantity } });
      expect(answers[1]?.bytes).toEqual(answers[0]?.bytes);
      expect(await licensesOf(world(), quantity)).toBe(1);
      rows.push(rowOf('COMMIT of licenses unanswered', 'issue a licence', tookMs, await promisesBroken(world())));
    });
  });
}

/** Milliseconds until a clear refusal: the service does not know what became of it, so that it may not say more. */
async function refusedAfter(answer: Promise<PublicAnswer>): Promise<number> {
  const askedAt = Date.now();
  expect(await answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  return Date.now() - askedAt;
}

async function promisesBroken(world: World): Promise<number> {
  const broken = await promisesBrokenAtLast(world);
  expect(broken).toEqual([]);
  return broken.length;
}

function rowOf(fault: string, what: string, tookMs: number, broken: number): Row {
  return { fault, sees: `503: ${what}; sent again it is done once`, forS: 0, slowestS: tookMs / 1000, acknowledged: 1, broken };
}

function issue({ admin, cabinet, product }: World, quantity: number, key: string): Promise<PublicAnswer> {
  const terms = { parameters: { cores: 2 }, valid_from: '2026-01-01', valid_until: '2030-12-31' };
  const body = { cabinet_id: cabinet, product_id: product, quantity, ...terms };
  return admin.send('POST', '/api/v1/licenses', body, { 'idempotency-key': key });
}

async function licensesOf({ portal }: World, quantity: number): Promise<number | undefined> {
  const rows = await portal.databases
    .get('licenses')
    ?.sql<{ n: number }>('select count(*)::int as n from licenses.license where quantity = $1', [quantity]);
  return rows?.[0]?.n;
}
