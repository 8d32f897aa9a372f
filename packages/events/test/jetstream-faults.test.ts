/** What may happen to a broker, and that no event is lost by it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startNatsPeer } from '../../../test/peers/nats.ts';
import { createRelay } from '../src/events.ts';
import { brokerOf, eventually, type Broker } from './fixture/broker.ts';
import { startServices, type Databases, type Services } from './fixture/services.ts';
import { open } from './fixture/stock.ts';
import { arrived } from './fixture/transport-under-test.ts';
import { expectMirrored, openWorld, type World } from './fixture/world.ts';

const peer = await startNatsPeer();

describe.skipIf(!peer)('a broker', () => {
  let world: World;
  let broker: Broker;
  const running: Services[] = [];
  beforeAll(async () => {
    world = await openWorld('faults');
    if (peer) broker = brokerOf(peer, world);
  });
  beforeEach(() => broker.reset());
  afterEach(async () => void (await Promise.all(running.splice(0).map((services) => services.stop()))));
  afterAll(async () => {
    await broker.reset();
    await world.close();
    await peer?.stop();
  });

  async function start(databases?: Databases): Promise<Services> {
    const services = await startServices(broker, broker.openAnyway(), databases);
    running.push(services);
    return services;
  }

  test('that is killed in the middle of a flow, and comes back, loses nothing', async () => {
    const { relay } = await start();
    for (let round = 0; round < 3; round++) {
      const before = await applied();
      await broker.record(40);
      relay.wake();
      await eventually(async () => expect(await applied()).toBeGreaterThan(before));
      void broker.record(40).then(relay.wake);
      await broker.peer.kill();
      await broker.record(20);
      await broker.peer.start();
    }
    await eventually(() => expectMirrored(world));
  });

  test('that is not there yet lets services start and work; the events leave once it is', async () => {
    await broker.peer.kill();
    const { relay, relayErrors } = await start();
    await broker.record(10);
    relay.wake();
    await eventually(() => expect(String(relayErrors[0])).toMatch(/events wait in the outbox of faults_producer: waiting for nats/));
    await broker.peer.start();
    await eventually(() => expectMirrored(world));
  });

  test('whose store is deleted while it stands still is told again what consumers had not got', async () => {
    const transport = await broker.open();
    await broker.record(250);
    await createRelay(world.producer.name, world.producer.database, transport, () => {}).drain();
    await broker.peer.kill();
    await broker.peer.deleteStore();
    await broker.peer.start();
    await start();
    await eventually(() => expectMirrored(world));
  });

  test('whose disk missed the last writes is told them again, also consumers that had confirmed what it forgot', async () => {
    const first = await start();
    await broker.record(10);
    first.relay.wake();
    await eventually(() => expectMirrored(world));
    await broker.peer.kill();
    await broker.peer.copyStore();
    await broker.peer.start();
    await broker.record(30);
    first.relay.wake();
    await eventually(() => expectMirrored(world));
    await first.inbox.stop();
    // These reach the broker, and no consumer.
    await broker.record(15);
    first.relay.wake();
    await eventually(async () => expect(await unpublished()).toBe(0));
    await broker.peer.kill();
    await broker.peer.restoreMessages();
    // They leave first, and get places that the consumer has confirmed.
    await broker.record(5);
    await broker.peer.start();
    await start();
    await eventually(() => expectMirrored(world));
  });

  test('that falls silent for longer than its window, with publications under way, holds up no commit and loses nothing', async () => {
    const { relay } = await start();
    await broker.record(20);
    relay.wake();
    await eventually(() => expectMirrored(world));
    broker.peer.freeze();
    const silentSince = Date.now();
    let slowest = 0;
    while (Date.now() - silentSince < 4_000) {
      const before = Date.now();
      await broker.record(5);
      slowest = Math.max(slowest, Date.now() - before);
      relay.wake();
    }
    expect(slowest).toBeLessThan(1_000);
    broker.peer.thaw();
    await eventually(() => expectMirrored(world));
  });

  test('whose consumer is removed is given it again, and delivers to it what it has', async () => {
    const { relay } = await start();
    await broker.record(10);
    relay.wake();
    await eventually(() => expectMirrored(world));
    await broker.manage((manager) => manager.consumers.delete('KABINET_FAULTS_PRODUCER', world.consumer.name));
    await broker.record(10);
    relay.wake();
    await eventually(() => expectMirrored(world));
  });

  test('whose stream is removed while all run, and nobody publishes, is told everything again', async () => {
    const { relay, inbox } = await start();
    await broker.record(10);
    relay.wake();
    await eventually(() => expectMirrored(world));
    await inbox.stop();
    await broker.record(10);
    relay.wake();
    await eventually(async () => expect(await unpublished()).toBe(0));
    await broker.manage((manager) => manager.streams.delete('KABINET_FAULTS_PRODUCER'));
    await start();
    await eventually(() => expectMirrored(world));
  });

  test('that loses its store under two replicas of both services is told again by one of them', async () => {
    const twin = {
      producer: open(world.clone.adminUrl, world.producer.name).database,
      consumer: open(world.clone.adminUrl, world.consumer.name).database,
    };
    const replicas = [await start(), await start(twin)];
    await Promise.all(replicas.map(({ inbox }) => inbox.stop()));
    for (let round = 0; round < 2; round++) {
      await broker.record(60);
      for (const { relay } of replicas) relay.wake();
      await eventually(async () => expect(await unpublished()).toBe(0));
      await broker.peer.kill();
      await broker.peer.deleteStore();
      await broker.record(20);
      await broker.peer.start();
    }
    await start();
    await eventually(() => expectMirrored(world));
    await Promise.all(running.splice(0).map((services) => services.stop()));
    await Promise.all([twin.producer.close(), twin.consumer.close()]);
  });

  test('that dropped events because of their age has lost nothing', async () => {
    const transport = await broker.open({ maxAgeMs: 1_000 });
    const relay = createRelay(world.producer.name, world.producer.database, transport, () => {}, { idleCheckMs: 0 });
    await broker.record(3);
    await relay.drain();
    const published = await world.clone.sql(`select published_at from ${world.producer.name}.outbox order by 1`);
    await eventually(() =>
      broker.manage(async (manager) => expect((await manager.streams.info('KABINET_FAULTS_PRODUCER')).state.messages).toBe(0)),
    );
    expect(await relay.drain()).toBe(false);
    expect(await world.clone.sql(`select published_at from ${world.producer.name}.outbox order by 1`)).toEqual(published);
    await arrived(transport);
  });

  async function applied(): Promise<number> {
    return (await world.clone.sql(`select 1 from ${world.consumer.name}.applied`)).length;
  }

  async function unpublished(): Promise<number> {
    return (await world.clone.sql(`select 1 from ${world.producer.name}.outbox where published_at is null`)).length;
  }
});
