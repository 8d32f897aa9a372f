/** What holds of every transport by itself. */
import type { Event } from '@kabinet/contract/events';
import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createRelay, EVERYTHING, type Deliver } from '../src/events.ts';
import { eventOf, inboxOf, query } from './fixture/stock.ts';
import { arrived, type TransportUnderTest } from './fixture/transport-under-test.ts';

const STOCK = randomUUIDv7();

export function describeTransport(subject: () => TransportUnderTest): void {
  function eventsOf(count: number): Event[] {
    return Array.from({ length: count }, (_, index) => eventOf(subject().world.producer.name, STOCK, index + 1, index));
  }
  describe('subscribers', () => describeSubscribers(subject, eventsOf));
  describe('listeners', () => describeListeners(subject, eventsOf));
  describe('repetition', () => describeRepetition(subject, eventsOf));
}

type EventsOf = (count: number) => Event[];

function collecting(): { ids: string[]; deliver: Deliver } {
  const ids: string[] = [];
  return { ids, deliver: async (events) => void ids.push(...events.map(({ id }) => id)) };
}

function idsOf(events: readonly Event[]): string[] {
  return events.map(({ id }) => id).toSorted();
}

function describeSubscribers(subject: () => TransportUnderTest, eventsOf: EventsOf): void {
  test('all get what they asked for, and only that', async () => {
    const transport = await subject().open();
    const { name } = subject().world.producer;
    const [changes, others, all] = [collecting(), collecting(), collecting()];
    await transport.subscribe('changes', [`${name}.stock.changed`], changes.deliver);
    await transport.subscribe('others', [`${name}.stock.moved`, `${name}.stock`], others.deliver);
    await transport.subscribe('all', [EVERYTHING], all.deliver);
    const events = eventsOf(300);
    const moved = { ...eventOf(name, STOCK, 1, 1), type: 'stock.moved' };
    await transport.publish([...events, moved]);
    await arrived(transport);
    expect(changes.ids.toSorted()).toEqual(idsOf(events));
    expect(others.ids).toEqual([moved.id]);
    expect(all.ids.toSorted()).toEqual(idsOf([...events, moved]));
  });

  test('an event arrives as it was published', async () => {
    const transport = await subject().open();
    const seen: Event[] = [];
    await transport.subscribe('one', [EVERYTHING], async (events) => void seen.push(...events));
    const [event] = eventsOf(1);
    const sent = { ...event, data: { text: 'Ёж "\\u0000" \\ 😀 \n', nothing: null, deep: [{ n: 1.5 }] } } as Event;
    await transport.publish([sent]);
    await arrived(transport);
    expect(seen).toEqual([sent]);
  });

  test('nothing to publish is nothing', async () => {
    expect(await (await subject().open()).publish([])).toBeUndefined();
  });

  test('a subscriber whose inbox fails gets the events once it works', async () => {
    const transport = await subject().open();
    const { producer } = subject().world;
    const { ids, deliver } = collecting();
    let failures = 3;
    await transport.subscribe('weak', [EVERYTHING], async (events) => {
      failures -= 1;
      if (failures >= 0) throw new Error('the database is away');
      await deliver(events);
    });
    const events = eventsOf(5);
    await subject().world.clone.sql(
      `insert into ${producer.name}.outbox (id, event) select (e->>'id')::uuid, e from jsonb_array_elements($1::jsonb) e`,
      [JSON.stringify(events)],
    );
    const relay = createRelay(producer.name, producer.database, transport, () => {});
    await expect.poll(async () => relay.drain().catch(() => true)).toBe(false);
    await arrived(transport);
    expect([...new Set(ids)].toSorted()).toEqual(idsOf(events));
  });
}

function describeListeners(subject: () => TransportUnderTest, eventsOf: EventsOf): void {
  test('every process that listens hears each event from then on', async () => {
    const { name } = subject().world.producer;
    const transports = [await subject().open(), await subject().open()];
    await transports[0]?.publish(eventsOf(3));
    const heard = transports.map((): string[] => []);
    for (const [index, transport] of transports.entries()) {
      await transport.listen(
        [`${name}.stock.changed`],
        (event) => void heard[index]?.push(event.id),
        () => {},
      );
    }
    const events = eventsOf(3);
    const moved = { ...eventOf(name, STOCK, 1, 1), type: 'stock.moved' };
    await transports[0]?.publish([moved, ...events]);
    for (const ids of heard) await expect.poll(() => ids.toSorted()).toEqual(idsOf(events));
  });
}

function describeRepetition(subject: () => TransportUnderTest, eventsOf: EventsOf): void {
  test('an event that is published twice has its effect once, and the newest version wins in any order', async () => {
    const { producer, consumer, clone } = subject().world;
    const transport = await subject().open();
    const inbox = inboxOf(consumer.name, consumer.database, producer.name);
    await inbox.subscribeTo(transport);
    const events = eventsOf(4);
    for (const event of events.toReversed()) await transport.publish([event, event]);
    await transport.publish(events);
    await arrived(transport);
    await inbox.loop.drain();
    expect(await clone.sql(`select event_id as id from ${consumer.name}.applied order by 1`)).toEqual(idsOf(events).map((id) => ({ id })));
    expect(await consumer.session.rows(query.selectFrom('mirror').selectAll())).toEqual([{ id: STOCK, version: 4, amount: 3 }]);
    await inbox.stop();
  });
}
