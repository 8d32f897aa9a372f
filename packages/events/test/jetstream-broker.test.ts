/** What JetStream has and one process has not: streams, credentials, foreign messages, replicas, connections that are lost. */
import { subjectOf, type Event } from '@kabinet/contract/events';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startNatsPeer } from '../../../test/peers/nats.ts';
import { EVERYTHING } from '../src/events.ts';
import { createJetStreamTransport, prepareStreams } from '../src/jetstream/transport.ts';
import { brokerOf, eventually, manage, type Broker } from './fixture/broker.ts';
import { eventOf, inboxOf } from './fixture/stock.ts';
import { arrived, ready } from './fixture/transport-under-test.ts';
import { openWorld, type World } from './fixture/world.ts';

const peer = await startNatsPeer();
const STREAM = 'KABINET_BROKER_PRODUCER';

describe.skipIf(!peer)('JetStream', () => {
  let world: World;
  let broker: Broker;
  beforeAll(async () => {
    world = await openWorld('broker');
    if (peer) broker = brokerOf(peer, world);
  });
  beforeEach(() => broker.reset());
  afterAll(async () => {
    await broker.reset();
    await world.close();
    await peer?.stop();
  });

  function events(count: number): Event[] {
    return Array.from({ length: count }, (_, index) => eventOf(world.producer.name, randomUUIDv7(), 1, index));
  }

  test('shares the events of one consumer among its replicas', async () => {
    const shares: string[][] = [[], []];
    const transports = [await broker.open(), await broker.open()];
    for (const [index, transport] of transports.entries()) {
      await transport.subscribe('shared', [EVERYTHING], async (delivered) => void shares[index]?.push(...delivered.map(({ id }) => id)));
    }
    const published = events(1_000);
    await transports[0]?.publish(published);
    for (const transport of transports) await arrived(transport);
    expect(shares.flat().toSorted()).toEqual(published.map(({ id }) => id).toSorted());
    expect(Math.min(...shares.map((share) => share.length))).toBeGreaterThan(0);
  });

  test('keeps events for a consumer that is away, and delivers again what a stuck replica did not confirm', async () => {
    const stuck = await broker.open();
    const release = Promise.withResolvers<void>();
    const deliver = vi.fn<() => Promise<void>>(() => release.promise);
    await stuck.subscribe('absent', [EVERYTHING], deliver);
    const published = events(20);
    await stuck.publish(published);
    await eventually(() => expect(deliver).toHaveBeenCalled());
    const ids: string[] = [];
    const alive = await broker.open();
    await alive.subscribe('absent', [EVERYTHING], async (delivered) => void ids.push(...delivered.map(({ id }) => id)));
    await arrived(alive);
    expect([...new Set(ids)].toSorted()).toEqual(published.map(({ id }) => id).toSorted());
    release.resolve();
  });

  test('stores an event again that is published after its window; the inbox still lets it have one effect', async () => {
    const transport = await broker.open();
    const inbox = inboxOf(world.consumer.name, world.consumer.database, world.producer.name);
    await inbox.subscribeTo(transport);
    const [event] = events(1) as [Event];
    const first = await transport.publish([event]);
    expect(await transport.publish([event])).toMatchObject({ seq: first?.seq });
    await expect.poll(async () => (await transport.publish([event]))?.seq).toBe(2);
    await arrived(transport);
    await inbox.loop.drain();
    expect(await world.clone.sql(`select event_id from ${world.consumer.name}.applied`)).toEqual([{ event_id: event.id }]);
  });

  test('throws away what is no event, says so, and goes on', async () => {
    const transport = await broker.open();
    const inbox = inboxOf(world.consumer.name, world.consumer.database, world.producer.name);
    await inbox.subscribeTo(transport);
    const [good, another] = events(2) as [Event, Event];
    await transport.publish([good]);
    const subject = `kabinet.${subjectOf(good)}`;
    const poison = [
      'not JSON',
      'null',
      '[]',
      '{}',
      JSON.stringify({ ...good, id: 'x' }),
      JSON.stringify({ ...good, version: '1' }),
      JSON.stringify({ ...good, source: 'auth' }),
      JSON.stringify({ ...good, data: { text: '\u0000' } }),
      JSON.stringify({ ...good, data: { text: '\ud800' } }),
      JSON.stringify({ ...good, data: 5 }),
    ];
    await broker.manage(async (_, nats) => {
      for (const text of poison) await nats.request(subject, text);
    });
    await transport.publish([another]);
    await arrived(transport);
    await inbox.loop.drain();
    const applied = await world.clone.sql<{ event_id: string }>(`select event_id from ${world.consumer.name}.applied`);
    expect(applied.map(({ event_id }) => event_id).toSorted()).toEqual([good.id, another.id].toSorted());
    expect(broker.errors.map(String)).toEqual(poison.map((_, index) => `Error: message ${index + 2} of broker_producer was thrown away`));
  });

  test('closes after the deliveries under way, which are not repeated', async () => {
    const transport = await broker.open();
    const delivered: string[] = [];
    let letGo: (() => void) | undefined;
    await transport.subscribe('slow', [EVERYTHING], async (batch) => {
      await new Promise<void>((resolve) => (letGo = resolve));
      delivered.push(...batch.map(({ id }) => id));
    });
    const [event] = events(1) as [Event];
    await transport.publish([event]);
    await eventually(() => expect(letGo).toBeDefined());
    await eventually(async () => expect(await transport.pending()).toBe(1));
    let closed = false;
    const closing = transport.close().then(() => (closed = true));
    await broker.manage((manager) => manager.streams.info(STREAM));
    expect(closed).toBe(false);
    letGo?.();
    await closing;
    expect(delivered).toEqual([event.id]);
    expect(transport.waitingFor()).toBe('the transport was closed');
    expect(await (await broker.open()).pending()).toBe(0);
  });

  test('tells a listener that it may have missed something: when the connection is lost and when it is back', async () => {
    const transport = await broker.open();
    const heard: string[] = [];
    const onGap = vi.fn<() => void>();
    await transport.listen([`${world.producer.name}.stock.changed`], ({ id }) => void heard.push(id), onGap);
    expect(onGap).toHaveBeenCalledTimes(1);
    await broker.peer.kill();
    await eventually(() => expect(onGap).toHaveBeenCalledTimes(2));
    expect(transport.waitingFor()).toMatch(/^waiting for nats/);
    await broker.peer.start();
    await ready(transport);
    expect(onGap).toHaveBeenCalledTimes(3);
    const [event] = events(1) as [Event];
    await transport.publish([event]);
    await eventually(() => expect(heard).toEqual([event.id]));
  });

  test('refuses to publish at once while there is no connection, and soon while the broker is silent', async () => {
    const transport = await broker.open();
    await transport.resume(world.producer.name, undefined);
    broker.peer.freeze();
    const before = Date.now();
    await expect(transport.publish(events(200))).rejects.toThrow('nats did not take an event into KABINET_BROKER_PRODUCER');
    expect(Date.now() - before).toBeLessThan(3_000);
    await expect(transport.resume(world.producer.name, undefined)).rejects.toThrow(
      'nats does not say what it has in KABINET_BROKER_PRODUCER',
    );
    broker.peer.thaw();
    await broker.peer.kill();
    await eventually(() => expect(transport.waitingFor()).toBeDefined());
    await expect(transport.publish(events(1))).rejects.toThrow('waiting for nats');
    await broker.peer.start();
  });
});

describe('the streams of a plan', () => {
  const plan = {
    sources: ['planned_a', 'planned_b'],
    subscriptions: [
      { consumer: 'planned_b', subjects: ['planned_a.thing.made'] },
      { consumer: 'audit', subjects: [EVERYTHING] },
    ],
  };

  test('are made by two at once, and brought up to date', async ({ skip }) => {
    const server = await startNatsPeer();
    if (!server) return skip();
    await Promise.all([prepareStreams(server.url, plan), prepareStreams(server.url, plan)]);
    await prepareStreams(server.url, plan, { maxAgeMs: 3_600_000, ackWaitMs: 7_000 });
    const found = await manage(server, async (manager) => {
      const streams = await Array.fromAsync(manager.streams.list());
      return Promise.all(
        streams.map(async ({ config: { name, max_age } }) => {
          const consumers = await Array.fromAsync(manager.consumers.list(name));
          return { name, max_age, consumers: consumers.map(({ config }) => `${config.durable_name} ${config.ack_wait}`).toSorted() };
        }),
      );
    });
    expect(found.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      {
        name: 'KABINET_PLANNED_A',
        max_age: 3.6e12,
        consumers: ['audit 7000000000', 'planned_b 7000000000'],
      },
      { name: 'KABINET_PLANNED_B', max_age: 3.6e12, consumers: ['audit 7000000000'] },
    ]);
    await server.stop();
  });

  test('need a server that answers', async ({ skip }) => {
    const server = await startNatsPeer();
    if (!server) return skip();
    await server.stop();
    await expect(prepareStreams(server.url, plan)).rejects.toThrow('waiting for nats: connection refused');
  });
});

describe.skipIf(!peer)('credentials', () => {
  test.each([
    ['a user and a password', ['--user', 'kabinet', '--pass', 'p@ss:w/rd'], 'kabinet:p%40ss%3Aw%2Frd@', 'p@ss:w/rd'],
    ['a token', ['--auth', 's3cret-token'], 's3cret-token@', 's3cret-token'],
  ])('as %s are taken from the URL; wrong ones are named and nothing is told of them', async (_, parameters, userinfo, secret) => {
    const guarded = await startNatsPeer(parameters);
    if (!guarded) throw new Error('installed a moment ago');
    const errors: unknown[] = [];
    const onError = (error: unknown): void => void errors.push(error);
    const right = createJetStreamTransport({ url: guarded.url.replace('//', `//${userinfo}`), sources: [], onError });
    await ready(right);
    const wrong = createJetStreamTransport({ url: guarded.url.replace('//', '//kabinet:wr0ng@'), sources: [], onError });
    await expect.poll(() => wrong.waitingFor()).toBe('nats refuses the credentials in NATS_URL');
    await expect(wrong.publish([eventOf('x', 'x', 1, 1)])).rejects.toThrow('nats refuses the credentials in NATS_URL');
    await expect(prepareStreams(guarded.url, { sources: [], subscriptions: [] })).rejects.toThrow(
      'nats refuses the credentials in NATS_URL',
    );
    const told = errors.map((error) => `${String(error)} ${JSON.stringify(error)} ${String((error as Error).cause)}`).join();
    expect(told).toContain('refuses');
    for (const text of [secret, userinfo, 'wr0ng']) expect(told).not.toContain(text);
    await Promise.all([right.close(), wrong.close()]);
    await guarded.stop();
  });
});
