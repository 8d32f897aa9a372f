import type { Event } from '@kabinet/contract/events';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  createLocalTransport,
  createRelay,
  forgetOldEvents,
  listDeadLetters,
  replayDeadLetters,
  type EventHandler,
  type EventTransport,
} from '../src/events.ts';
import { describeDelivery } from './delivery-suite.ts';
import { eventOf, inboxOf, mirrorStock, query, setAmount } from './fixture/stock.ts';
import { expectMirrored, openWorld, type World } from './fixture/world.ts';
import { describeTransport } from './transport-suite.ts';

const STOCK = [randomUUIDv7(), randomUUIDv7()] as const;

let world: World;
beforeAll(async () => void (world = await openWorld('delivery')));
beforeEach(() => world.clear());
afterAll(() => world.close());

function change(stock: 0 | 1, amount: number, before?: () => Promise<void>): Promise<Event> {
  return setAmount(world.producer.session, world.producer.name, STOCK[stock], amount, before);
}

/** One process: whatever is opened is the same. */
let transport: EventTransport;
beforeEach(() => void (transport = createLocalTransport()));
afterEach(() => transport.close());
const subject = {
  get world() {
    return world;
  },
  open: async () => transport,
  reset: async () => {
    transport = createLocalTransport();
    await world.clear();
  },
};
describeTransport(() => subject);
describeDelivery(() => subject, { numRuns: 30 });

test('a subscriber that fails does not keep the event from being sent to it again', async () => {
  const reached: string[] = [];
  await transport.subscribe('second', ['>'], async ([event]) => {
    reached.push(event?.id ?? '');
    if (reached.length === 1) throw new Error('crash');
  });
  const event = await change(0, 1);
  const relay = createRelay(world.producer.name, world.producer.database, transport, () => {});
  await expect(relay.drain()).rejects.toThrow('crash');
  await relay.drain();
  expect(reached).toEqual([event.id, event.id]);
});

test('a business transaction that stays open to the server’s limit is ended there: neither change nor event remains, and nobody waited', async () => {
  const { consumer, producer, clone } = world;
  const inbox = inboxOf(consumer.name, consumer.database, producer.name);
  await inbox.subscribeTo(transport);
  const relay = createRelay(producer.name, producer.database, transport, () => {});
  const limit = change(0, 1, async () => {
    await vi.waitFor(
      async () => {
        const open = `select 1 from pg_stat_activity where application_name = $1 and state = 'idle in transaction'`;
        expect(await clone.sql(open, [`kabinet ${producer.name}`])).toEqual([]);
      },
      { timeout: 9_000, interval: 100 },
    );
  });
  const outcome = expect(limit).rejects.toMatchObject({ code: 'unavailable' });
  await change(1, 2);
  await relay.drain();
  await inbox.loop.drain();
  expect(await consumer.session.rows(query.selectFrom('mirror').select('id'))).toEqual([{ id: STOCK[1] }]);
  await outcome;
  await relay.drain();
  await inbox.loop.drain();
  await expectMirrored(world);
});

describe('poison', () => {
  const MAX_ATTEMPTS = 12;

  test('becomes a dead letter after its attempts, holds up nobody, and can be replayed', async () => {
    let poisonous = true;
    const errors = vi.fn<(error: unknown) => void>();
    const handler: EventHandler = async (event, tx) => {
      if (poisonous && event.subject === STOCK[0]) throw new Error('it does not go down');
      await mirrorStock(event, tx);
    };
    const inbox = inboxOf(world.consumer.name, world.consumer.database, world.producer.name, handler, errors);
    await inbox.subscribeTo(transport);
    const relay = createRelay(world.producer.name, world.producer.database, transport, () => {});
    const bad = await change(0, 1);
    for (let amount = 0; amount < 5; amount++) await change(1, amount);
    await relay.drain();
    await inbox.loop.drain();
    expect(await world.clone.sql(`select 1 from ${world.consumer.name}.applied`)).toHaveLength(5);
    for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
      expect(await listDeadLetters(world.consumer.session, 10)).toEqual([]);
      await inbox.hasten();
      await inbox.loop.drain();
    }
    expect(errors).toHaveBeenCalledTimes(MAX_ATTEMPTS);
    const [letter] = await listDeadLetters(world.consumer.session, 10);
    expect(letter).toMatchObject({ event_id: bad.id, event: { subject: STOCK[0] }, error: 'it does not go down' });
    await inbox.hasten();
    expect(await inbox.loop.drain()).toBe(false);

    poisonous = false;
    expect(await replayDeadLetters(world.consumer.session, [randomUUIDv7()])).toEqual([]);
    expect(await replayDeadLetters(world.consumer.session, [bad.id])).toEqual([bad.id]);
    await inbox.loop.drain();
    await expectMirrored(world);
    expect(await replayDeadLetters(world.consumer.session)).toEqual([]);
  });

  test('that swallows its own SQL error is found out, not taken for a success', async () => {
    const inbox = inboxOf(world.consumer.name, world.consumer.database, world.producer.name, async (event, tx) => {
      await mirrorStock(event, tx);
      await tx.execute(query.insertInto('mirror').values({ id: event.subject, version: 1, amount: 1 })).catch(() => 0);
    });
    await inbox.receive([eventOf(world.producer.name, STOCK[0], 1, 5)]);
    await inbox.loop.drain();
    expect(await world.clone.sql(`select attempts, processed_at from ${world.consumer.name}.inbox`)).toEqual([
      { attempts: 1, processed_at: null },
    ]);
    expect(await world.clone.sql(`select 1 from ${world.consumer.name}.applied`)).toEqual([]);
  });

  test('waits longer after each attempt', async () => {
    const inbox = inboxOf(world.consumer.name, world.consumer.database, world.producer.name, () => Promise.reject(new Error('no')));
    await inbox.receive([eventOf(world.producer.name, STOCK[0], 1, 1)]);
    const delays: number[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      await inbox.hasten();
      await inbox.loop.drain();
      const [row] = await world.clone.sql<{ delay: number }>(
        `select extract(epoch from next_attempt_at - clock_timestamp())::float as delay from ${world.consumer.name}.inbox`,
      );
      delays.push(row!.delay);
    }
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
    expect(delays.at(-1)).toBeGreaterThan(1);
  });
});

test('an event that nobody handles is taken note of and done', async () => {
  const inbox = inboxOf(world.consumer.name, world.consumer.database, 'another_source');
  await inbox.receive([eventOf(world.producer.name, STOCK[0], 1, 1)]);
  expect(await inbox.loop.drain()).toBe(true);
  expect(await world.clone.sql(`select 1 from ${world.consumer.name}.inbox where processed_at is null`)).toEqual([]);
});

test('what was published or processed 30 days ago is forgotten, what was not never is', async () => {
  await change(0, 1);
  await createRelay(world.producer.name, world.producer.database, transport, () => {}).drain();
  await change(1, 1);
  await world.clone.sql(
    `update ${world.producer.name}.outbox set recorded_at = now() - interval '31 days', published_at = published_at - interval '31 days'`,
  );
  await forgetOldEvents(world.producer.session);
  expect(await world.clone.sql(`select published_at from ${world.producer.name}.outbox`)).toEqual([{ published_at: null }]);
});
