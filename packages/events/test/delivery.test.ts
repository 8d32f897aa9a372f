import type { Event } from '@kabinet/contract/events';
import fc from 'fast-check';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  createLocalTransport,
  createRelay,
  forgetOldEvents,
  listDeadLetters,
  replayDeadLetters,
  type EventHandler,
  type EventTransport,
  type Inbox,
  type Loop,
} from '../src/events.ts';
import { eventOf, inboxOf, mirrorStock, open, query, setAmount } from './fixture/stock.ts';
import { expectMirrored, openWorld, type World } from './fixture/world.ts';

let world: World;
beforeAll(async () => void (world = await openWorld('delivery')));
beforeEach(() => world.clear());
afterAll(() => world.close());

const STOCK = Array.from({ length: 3 }, () => randomUUIDv7());

/** Where a process may die; each is a throw at exactly that point. */
const CRASHES = [
  'none',
  'before commit',
  'before publish',
  'between inbox and answer',
  'after publish',
  'in handler',
  'after handler',
] as const;
type Crash = (typeof CRASHES)[number];

/** Crashes that are still to come, each taken once by the place that it names. */
class Faults {
  #next: Crash = 'none';
  arm(crash: Crash): void {
    this.#next = crash;
  }
  at(place: Crash): void {
    if (this.#next !== place) return;
    this.#next = 'none';
    throw new Error(`crash ${place}`);
  }
}

interface Parts {
  readonly faults: Faults;
  readonly relay: Loop;
  readonly inbox: Inbox;
  readonly publisher: EventTransport;
}

/** A relay and an inbox that crash as told, over a transport that repeats and reorders. */
async function wire(scramble: (events: readonly Event[]) => readonly Event[] = (events) => events): Promise<Parts> {
  const faults = new Faults();
  const handler: EventHandler = async (event, tx) => {
    faults.at('in handler');
    await mirrorStock(event, tx);
    faults.at('after handler');
  };
  const inbox = inboxOf(world.consumer.name, world.consumer.database, world.producer.name, handler);
  const local = createLocalTransport();
  await local.subscribe('x', [`${world.producer.name}.stock.changed`], async (events) => {
    await inbox.receive(scramble(events));
    faults.at('between inbox and answer');
  });
  const publisher: EventTransport = {
    ...local,
    async publish(events) {
      faults.at('before publish');
      await local.publish(events);
      faults.at('after publish');
    },
  };
  return { faults, inbox, publisher, relay: createRelay(world.producer.name, world.producer.database, publisher, () => {}) };
}

async function settle({ relay, inbox }: Parts): Promise<void> {
  await relay.drain();
  await inbox.hasten();
  await inbox.loop.drain();
}

function change(stock: number, amount: number, before?: () => Promise<void>): Promise<Event> {
  return setAmount(world.producer.session, world.producer.name, STOCK[stock]!, amount, before);
}

describe('any sequence of changes, deliveries and crashes', () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('change' as const), stock: fc.nat({ max: 2 }), amount: fc.nat({ max: 99 }) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('relay' as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('consume' as const) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('crash' as const), crash: fc.constantFrom(...CRASHES) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget sent' as const) }) },
  );

  test('loses nothing, has each effect once and keeps the newest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.array(fc.nat(), { minLength: 3, maxLength: 8 }), async (steps, order) => {
        await world.clear();
        const parts = await wire((events) => shuffled([...events, ...events.slice(0, 2)], order));
        for (const current of steps) {
          // A crash ends the step under way; the process comes back and goes on.
          await run(current, parts).catch((error: unknown) => expect(String(error)).toContain('crash'));
        }
        parts.faults.arm('none');
        await settle(parts);
        await expectMirrored(world);
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  async function run(current: typeof step extends fc.Arbitrary<infer Step> ? Step : never, parts: Parts): Promise<void> {
    switch (current.kind) {
      case 'change':
        return void (await change(current.stock, current.amount, async () => parts.faults.at('before commit')));
      case 'relay':
        return void (await parts.relay.drain());
      case 'consume':
        await parts.inbox.hasten();
        return void (await parts.inbox.loop.drain());
      case 'crash':
        return parts.faults.arm(current.crash);
      case 'forget sent':
        // A broker that lost its memory: everything is sent again.
        return void (await world.clone.sql(`update ${world.producer.name}.outbox set published_at = null`));
    }
  }

  function shuffled<T>(items: T[], keys: readonly number[]): T[] {
    return items
      .map((item, index) => ({ item, key: (keys[index % keys.length] ?? 0) + ((index * 7919) % 13) }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ item }) => item);
  }
});

describe('a crash', () => {
  test('before COMMIT leaves neither the change nor its event', async () => {
    await expect(change(0, 5, async () => Promise.reject(new Error('crash')))).rejects.toThrow('crash');
    expect(await world.clone.sql(`select 1 from ${world.producer.name}.outbox`)).toEqual([]);
    expect(await world.producer.session.rows(query.selectFrom('stock').selectAll())).toEqual([]);
  });

  test.for(CRASHES.filter((crash) => crash !== 'none' && crash !== 'before commit'))('%s is made good by the next run', async (crash) => {
    const parts = await wire();
    await change(0, 1);
    await change(1, 2);
    parts.faults.arm(crash);
    await settle(parts).catch(() => {});
    await settle(parts);
    await expectMirrored(world);
  });

  test('of one subscriber does not keep the event from being sent to it again', async () => {
    const parts = await wire();
    let reached = 0;
    await parts.publisher.subscribe('second', ['>'], async () => {
      reached += 1;
      if (reached === 1) throw new Error('crash');
    });
    await change(0, 1);
    await expect(parts.relay.drain()).rejects.toThrow('crash');
    await settle(parts);
    expect(reached).toBe(2);
    await expectMirrored(world);
  });
});

describe('a business transaction that stays open while later ones commit', () => {
  test('is not overtaken for good: its event leaves once it commits', async () => {
    const parts = await wire();
    let commit = (): void => {};
    let recorded = (): void => {};
    const inserted = new Promise<void>((resolve) => (recorded = resolve));
    const slow = change(0, 1, () => {
      recorded();
      return new Promise((resolve) => (commit = resolve));
    });
    await inserted;
    for (let amount = 10; amount < 13; amount++) await change(1, amount);
    await settle(parts);
    expect(await world.consumer.session.rows(query.selectFrom('mirror').select('id'))).toEqual([{ id: STOCK[1] }]);
    commit();
    await slow;
    await settle(parts);
    await expectMirrored(world);
  });

  test('to the server’s limit is ended there: neither its change nor its event remains, and nobody waited', async () => {
    const parts = await wire();
    const limit = change(0, 1, async () => {
      await vi.waitFor(
        async () => {
          const open = `select 1 from pg_stat_activity where application_name = $1 and state = 'idle in transaction'`;
          expect(await world.clone.sql(open, [`kabinet ${world.producer.name}`])).toEqual([]);
        },
        { timeout: 9_000, interval: 100 },
      );
    });
    const outcome = expect(limit).rejects.toMatchObject({ code: 'unavailable' });
    await change(1, 2);
    await settle(parts);
    expect(await world.consumer.session.rows(query.selectFrom('mirror').select('id'))).toEqual([{ id: STOCK[1] }]);
    await outcome;
    await settle(parts);
    await expectMirrored(world);
  });
});

test('two replicas of both services, working at once, apply each event once', async () => {
  const twins = [open(world.clone.adminUrl, world.producer.name), open(world.clone.adminUrl, world.consumer.name)] as const;
  const transport = createLocalTransport();
  const inboxes = [world.consumer.database, twins[1].database].map((database) =>
    inboxOf(world.consumer.name, database, world.producer.name),
  );
  for (const inbox of inboxes) await inbox.subscribeTo(transport);
  const relays = [world.producer.database, twins[0].database].map((database) =>
    createRelay(world.producer.name, database, transport, () => {}),
  );
  for (const amount of Array.from({ length: 150 }).keys()) await change(amount % 3, amount);
  await Promise.all([...relays, ...inboxes.map((inbox) => inbox.loop)].map((loop) => loop.drain()));
  // While one replica holds rows, the other finds nothing; whoever is last finds the rest.
  for (const relay of relays) await relay.drain();
  for (const inbox of inboxes) {
    await inbox.hasten();
    await inbox.loop.drain();
  }
  await expectMirrored(world);
  await Promise.all(twins.map((twin) => twin.database.close()));
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
    const transport = createLocalTransport();
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
    expect(await replayDeadLetters(world.consumer.session, [randomUUIDv7()])).toBe(0);
    expect(await replayDeadLetters(world.consumer.session, [bad.id])).toBe(1);
    await inbox.loop.drain();
    await expectMirrored(world);
    expect(await replayDeadLetters(world.consumer.session)).toBe(0);
  });

  test('that swallows its own SQL error is found out, not taken for a success', async () => {
    const inbox = inboxOf(world.consumer.name, world.consumer.database, world.producer.name, async (event, tx) => {
      await mirrorStock(event, tx);
      await tx.execute(query.insertInto('mirror').values({ id: event.subject, version: 1, amount: 1 })).catch(() => 0);
    });
    await inbox.receive([eventOf(world.producer.name, STOCK[0]!, 1, 5)]);
    await inbox.loop.drain();
    expect(await world.clone.sql(`select attempts, processed_at from ${world.consumer.name}.inbox`)).toEqual([
      { attempts: 1, processed_at: null },
    ]);
    expect(await world.clone.sql(`select 1 from ${world.consumer.name}.applied`)).toEqual([]);
  });

  test('waits longer after each attempt', async () => {
    const inbox = inboxOf(world.consumer.name, world.consumer.database, world.producer.name, () => Promise.reject(new Error('no')));
    await inbox.receive([eventOf(world.producer.name, STOCK[0]!, 1, 1)]);
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
  await inbox.receive([eventOf(world.producer.name, STOCK[0]!, 1, 1)]);
  expect(await inbox.loop.drain()).toBe(true);
  expect(await world.clone.sql(`select 1 from ${world.consumer.name}.inbox where processed_at is null`)).toEqual([]);
});

test('a service may listen to itself, and ask itself: what is delivered is not inside the relay’s transaction', async () => {
  const { name, database, session } = world.producer;
  const failures = vi.fn<(error: unknown) => void>();
  const inbox = inboxOf(name, database, name, mirrorStock, failures);
  const transport = createLocalTransport();
  await inbox.subscribeTo(transport);
  await transport.subscribe('asking', ['>'], async () => void (await session.rows(query.selectFrom('stock').selectAll())));
  await change(0, 1);
  await createRelay(name, database, transport, failures).drain();
  await inbox.loop.drain();
  expect(failures).not.toHaveBeenCalled();
  expect(await session.rows(query.selectFrom('mirror').select(['id', 'amount']))).toEqual([{ id: STOCK[0], amount: 1 }]);
});

test('drain goes through more than one batch of both loops', async () => {
  const parts = await wire();
  await world.clone.sql(
    `insert into ${world.producer.name}.outbox (id, event)
     select id, jsonb_build_object('id', id, 'source', $1::text, 'type', 'stock.changed', 'subject', $2::text, 'version', n, 'data', jsonb_build_object('amount', n))
     from (select gen_random_uuid() as id, n from generate_series(1, 450) n) numbered`,
    [world.producer.name, STOCK[0]],
  );
  await world.clone.sql(`insert into ${world.producer.name}.stock values ($1, 450, 450)`, [STOCK[0]]);
  await settle(parts);
  await expectMirrored(world);
});

test('what was published or processed 30 days ago is forgotten, what was not never is', async () => {
  const parts = await wire();
  await change(0, 1);
  await settle(parts);
  await change(1, 1);
  await world.clone.sql(
    `update ${world.producer.name}.outbox set recorded_at = now() - interval '31 days', published_at = published_at - interval '31 days'`,
  );
  await forgetOldEvents(world.producer.session);
  expect(await world.clone.sql(`select published_at from ${world.producer.name}.outbox`)).toEqual([{ published_at: null }]);
});
