/** What holds of events between a service's outbox and another's effects, whatever carries them; each transport runs it. */
import type { Event } from '@kabinet/contract/events';
import fc from 'fast-check';
import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { createRelay, type EventHandler, type EventTransport, type Inbox, type Loop } from '../src/events.ts';
import { inboxOf, mirrorStock, open, query, setAmount } from './fixture/stock.ts';
import { arrived, type TransportUnderTest } from './fixture/transport-under-test.ts';
import { expectMirrored } from './fixture/world.ts';

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
  readonly transport: EventTransport;
}

type Scramble = (events: readonly Event[]) => readonly Event[];
type Wire = (scramble?: Scramble) => Promise<Parts>;
type Change = (stock: number, amount: number, before?: () => Promise<void>) => Promise<Event>;

/** `numRuns`: how many random sequences are tried. */
export function describeDelivery(subject: () => TransportUnderTest, { numRuns }: { readonly numRuns: number }): void {
  /** A relay and an inbox that crash as told, over a transport that repeats and reorders. */
  async function wire(scramble: Scramble = (events) => events): Promise<Parts> {
    const { world } = subject();
    const faults = new Faults();
    const handler: EventHandler = async (event, tx) => {
      faults.at('in handler');
      await mirrorStock(event, tx);
      faults.at('after handler');
    };
    const inbox = inboxOf(world.consumer.name, world.consumer.database, world.producer.name, handler);
    const transport = await subject().open();
    await transport.subscribe('x', [`${world.producer.name}.stock.changed`], async (events) => {
      await inbox.receive(scramble(events));
      faults.at('between inbox and answer');
    });
    const publisher: EventTransport = {
      ...transport,
      async publish(events) {
        faults.at('before publish');
        const position = await transport.publish(events);
        faults.at('after publish');
        return position;
      },
    };
    return { faults, inbox, transport, relay: createRelay(world.producer.name, world.producer.database, publisher, () => {}) };
  }

  function change(stock: number, amount: number, before?: () => Promise<void>): Promise<Event> {
    const { producer } = subject().world;
    return setAmount(producer.session, producer.name, STOCK[stock] ?? '', amount, before);
  }

  describe('any sequence of changes, deliveries and crashes', () => describeSequences(subject, wire, change, numRuns));
  describe('a crash', () => describeCrashes(subject, wire, change));
  describe('a business transaction that stays open while later ones commit', () => describeSlowTransaction(subject, wire, change));
  describe('several', () => describeSeveral(subject, wire, change));
}

async function settle({ relay, inbox, transport }: Parts): Promise<void> {
  await relay.drain();
  await arrived(transport);
  await inbox.hasten();
  await inbox.loop.drain();
}

function describeSequences(subject: () => TransportUnderTest, wire: Wire, change: Change, numRuns: number): void {
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
        await subject().reset();
        const parts = await wire((events) => shuffled([...events, ...events.slice(0, 2)], order));
        for (const current of steps) {
          // A crash ends the step under way; the process comes back and goes on.
          await run(current, parts).catch((error: unknown) => expect(String(error)).toContain('crash'));
        }
        parts.faults.arm('none');
        await settle(parts);
        await expectMirrored(subject().world);
      }),
      { numRuns },
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
        return forgetSent();
    }
  }

  async function forgetSent(): Promise<void> {
    const { clone, producer } = subject().world;
    await clone.sql(`update ${producer.name}.outbox set published_at = null`);
  }

  function shuffled<T>(items: T[], keys: readonly number[]): T[] {
    return items
      .map((item, index) => ({ item, key: (keys[index % keys.length] ?? 0) + ((index * 7919) % 13) }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ item }) => item);
  }
}

function describeCrashes(subject: () => TransportUnderTest, wire: Wire, change: Change): void {
  test('before COMMIT leaves neither the change nor its event', async () => {
    await expect(change(0, 5, async () => Promise.reject(new Error('crash')))).rejects.toThrow('crash');
    const { clone, producer } = subject().world;
    expect(await clone.sql(`select 1 from ${producer.name}.outbox`)).toEqual([]);
    expect(await producer.session.rows(query.selectFrom('stock').selectAll())).toEqual([]);
  });

  test.for(CRASHES.filter((crash) => crash !== 'none' && crash !== 'before commit'))('%s is made good by the next run', async (crash) => {
    const parts = await wire();
    await change(0, 1);
    await change(1, 2);
    parts.faults.arm(crash);
    await settle(parts).catch(() => {});
    await settle(parts);
    await expectMirrored(subject().world);
  });
}

function describeSlowTransaction(subject: () => TransportUnderTest, wire: Wire, change: Change): void {
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
    expect(await subject().world.consumer.session.rows(query.selectFrom('mirror').select('id'))).toEqual([{ id: STOCK[1] }]);
    commit();
    await slow;
    await settle(parts);
    await expectMirrored(subject().world);
  });
}

function describeSeveral(subject: () => TransportUnderTest, wire: Wire, change: Change): void {
  test('replicas of both services, working at once, apply each event once', async () => {
    const { clone, producer, consumer } = subject().world;
    const twins = { producer: open(clone.adminUrl, producer.name).database, consumer: open(clone.adminUrl, consumer.name).database };
    const transports = [await subject().open(), await subject().open()] as const;
    const inboxes = [consumer.database, twins.consumer].map((database) => inboxOf(consumer.name, database, producer.name));
    const relays = [producer.database, twins.producer].map((database, index) =>
      createRelay(producer.name, database, transports[index % 2 === 0 ? 0 : 1], () => {}),
    );
    for (const [index, inbox] of inboxes.entries()) await inbox.subscribeTo(transports[index % 2 === 0 ? 0 : 1]);
    for (const amount of Array.from({ length: 150 }).keys()) await change(amount % 3, amount);
    await Promise.all([...relays, ...inboxes.map((inbox) => inbox.loop)].map((loop) => loop.drain()));
    // While one replica is at work, the other finds nothing; whoever is last finds the rest.
    for (const relay of relays) await relay.drain();
    await arrived(transports[0]);
    for (const inbox of inboxes) {
      await inbox.hasten();
      await inbox.loop.drain();
    }
    await expectMirrored(subject().world);
    await Promise.all([twins.producer.close(), twins.consumer.close()]);
  });

  test('subscriptions of a service to itself work, and it may ask itself: deliveries are not inside the relay’s transaction', async () => {
    const { name, database, session } = subject().world.producer;
    const failures = vi.fn<(error: unknown) => void>();
    const inbox = inboxOf(name, database, name, mirrorStock, failures);
    const transport = await subject().open();
    await inbox.subscribeTo(transport);
    await transport.subscribe('asking', ['>'], async () => void (await session.rows(query.selectFrom('stock').selectAll())));
    await change(0, 1);
    await createRelay(name, database, transport, failures).drain();
    await arrived(transport);
    await inbox.loop.drain();
    expect(failures).not.toHaveBeenCalled();
    expect(await session.rows(query.selectFrom('mirror').select(['id', 'amount']))).toEqual([{ id: STOCK[0], amount: 1 }]);
  });

  test('batches of both loops are drained to the last', async () => {
    const parts = await wire();
    const { clone, producer } = subject().world;
    await clone.sql(
      `insert into ${producer.name}.outbox (id, event)
       select id, jsonb_build_object('id', id, 'source', $1::text, 'type', 'stock.changed', 'subject', $2::text, 'version', n,
         'actor', '{}'::jsonb, 'data', jsonb_build_object('amount', n))
       from (select gen_random_uuid() as id, n from generate_series(1, 450) n) numbered`,
      [producer.name, STOCK[0]],
    );
    await clone.sql(`insert into ${producer.name}.stock values ($1, 450, 450)`, [STOCK[0]]);
    await settle(parts);
    await expectMirrored(subject().world);
  });
}
