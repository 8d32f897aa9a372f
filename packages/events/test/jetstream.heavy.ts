/** An outage of real length, and how much passes through. `UNREACHABLE_MINUTES=2` shortens the outage, and its window with it. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startNatsPeer } from '../../../test/peers/nats.ts';
import { createRelay } from '../src/events.ts';
import { brokerOf, type Broker } from './fixture/broker.ts';
import { startServices } from './fixture/services.ts';
import { eventOf, inboxOf } from './fixture/stock.ts';
import { arrived } from './fixture/transport-under-test.ts';
import { expectMirrored, openWorld, type World } from './fixture/world.ts';

const peer = await startNatsPeer();
const OUTAGE_MS = Number(process.env.UNREACHABLE_MINUTES ?? 10) * 60_000;

describe.skipIf(!peer)('a broker', () => {
  let world: World;
  let broker: Broker;
  beforeAll(async () => {
    world = await openWorld('heavy');
    if (peer) broker = brokerOf(peer, world);
  });
  beforeEach(() => broker.reset());
  afterAll(async () => {
    await broker.reset();
    await world.close();
    await peer?.stop();
  });

  test('that nobody reaches for five times its window, with publications under way, loses and repeats nothing', async () => {
    const services = await startServices(broker, broker.openAnyway({ duplicateWindowMs: OUTAGE_MS / 5, ackWaitMs: 15_000 }));
    await broker.record(50);
    services.relay.wake();
    await vi.waitFor(() => expectMirrored(world), 15_000);
    const end = Date.now() + OUTAGE_MS;
    let recorded = broker.record(50);
    services.relay.wake();
    broker.peer.freeze();
    let slowestMs = 0;
    while (Date.now() < end) {
      await recorded;
      const before = Date.now();
      recorded = broker.record(10);
      await recorded;
      slowestMs = Math.max(slowestMs, Date.now() - before);
      services.relay.wake();
      await delay(1_000);
    }
    const failures = services.relayErrors.length;
    broker.peer.thaw();
    const thawed = Date.now();
    await vi.waitFor(() => expectMirrored(world), { timeout: 120_000, interval: 100 });
    report(
      `after ${OUTAGE_MS / 1000} s: ${failures} failed attempts, 10 commits took ${slowestMs} ms at most, all there after ${Date.now() - thawed} ms`,
    );
    expect(slowestMs).toBeLessThan(2_000);
    // It backs off: no more than an attempt every few seconds.
    expect(failures).toBeLessThan(10 + OUTAGE_MS / 3_000);
    await services.stop();
  });

  test('carries thousands of events a second from outbox to inbox', async () => {
    const count = 10_000;
    const { producer, consumer, clone } = world;
    const transport = await broker.open({ duplicateWindowMs: 120_000, ackWaitMs: 15_000 });
    const events = Array.from({ length: count }, (_, index) => eventOf(producer.name, crypto.randomUUID(), 1, index));
    await clone.sql(`insert into ${producer.name}.outbox (id, event) select (e->>'id')::uuid, e from jsonb_array_elements($1::jsonb) e`, [
      JSON.stringify(events),
    ]);
    const relaying = Date.now();
    await createRelay(producer.name, producer.database, transport, () => {}).drain();
    report(`outbox to broker: ${rate(count, relaying)} events/s`);
    const delivering = Date.now();
    const inbox = inboxOf(consumer.name, consumer.database, producer.name, async () => {});
    await inbox.subscribeTo(transport);
    await arrived(transport);
    report(`broker to inbox: ${rate(count, delivering)} events/s`);
    expect(await clone.sql(`select count(*)::int as count from ${consumer.name}.inbox`)).toEqual([{ count }]);
    const publishing = Date.now();
    for (let start = 0; start < count; start += 200) {
      await transport.publish(events.slice(start, start + 200).map((event) => ({ ...event, id: crypto.randomUUID() })));
    }
    report(`publish and acknowledgement alone: ${rate(count, publishing)} events/s`);
  });
});

function rate(count: number, since: number): number {
  return Math.round((count * 1000) / (Date.now() - since));
}

function report(text: string): void {
  process.stdout.write(`${text}\n`);
}
