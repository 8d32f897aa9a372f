import type { Transport } from '@kabinet/contract/client';
import { anonymous } from '@kabinet/contract/principal';
import type { DeadLetter, ServiceState } from '@kabinet/contract/system';
import type { EventTransport } from '@kabinet/events';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSystemTransport } from '../src/service.ts';
import { ownOperations } from '../src/own-operations.ts';
import { callOf } from './fixture/call.ts';
import { access } from './fixture/contract.ts';
import { openWorld, staff, type World } from './fixture/world.ts';

const ERROR = 'the bell is broken';
const operator = staff('operator');

let world: World;
beforeAll(async () => void (world = await openWorld()));
beforeEach(() => world.database.sql('truncate notes.inbox, notes.outbox'));
afterAll(() => world.close());

/** An event that has come; `failedAt` when the service gave it up. */
async function arrived(failedAt: string | null = null, error: string | null = failedAt && ERROR): Promise<string> {
  const id = randomUUIDv7();
  const event = { id, source: 'bells', type: 'bell.rung', subject: randomUUIDv7(), actor: { request_id: 'the-request' } };
  await world.database.sql(
    `insert into notes.inbox (event_id, event, received_at, attempts, failed_at, error) values ($1, $2, '2026-01-01', 12, $3, $4)`,
    [id, JSON.stringify(event), failedAt, error],
  );
  return id;
}

async function state(): Promise<ServiceState> {
  return (await world.call('getService', operator, { params: { service: 'notes' } })).body as ServiceState;
}

async function letters(query: object = {}): Promise<{ items: DeadLetter[]; next_cursor: string | null }> {
  return (await world.call('listDeadLetters', operator, { params: { service: 'notes' }, query })).body as never;
}

async function replay(body: object): Promise<unknown> {
  return (await world.call('replayDeadLetters', operator, { params: { service: 'notes' }, body })).body;
}

describe('a service', () => {
  test('says what waits in its queues, and since when', async () => {
    const empty = { count: 0, oldest_seconds: null };
    const queues = { outbox: empty, inbox: empty, dead_letters: empty, jobs: empty, retried_jobs: 0, failed_jobs: 0 };
    expect(await state()).toMatchObject({ service: 'notes', state: 'ready', waits_for: null, version: '0.0.0', queues });
    await arrived();
    await arrived('2026-02-01');
    await world.database.sql(`insert into notes.outbox (id, event, recorded_at) values ($1, '{}', now() - interval '90 seconds')`, [
      randomUUIDv7(),
    ]);
    for (const sound of ['ding', 'dong', 'bong']) {
      await world.database.sql(`select notes_jobs.add_job('ring', $1::json)`, [JSON.stringify({ sound })]);
    }
    await world.database.sql(
      `update notes_jobs._private_jobs set last_error = 'no', attempts = case payload->>'sound' when 'dong' then 25 else 1 end,
         run_at = now() + interval '1 hour' where payload->>'sound' <> 'ding'`,
    );
    const { queues: found } = await state();
    expect(found).toMatchObject({
      outbox: { count: 1 },
      inbox: { count: 1 },
      dead_letters: { count: 1 },
      jobs: { count: 1 },
      retried_jobs: 1,
      failed_jobs: 1,
    });
    expect(found?.outbox.oldest_seconds).toBeGreaterThanOrEqual(90);
    expect(found?.outbox.oldest_seconds).toBeLessThan(150);
  });

  test('says that it waits for the broker', async () => {
    const events: Pick<EventTransport, 'waitingFor'> = { waitingFor: () => 'NATS does not answer' };
    const { handlers } = ownOperations({ events, wakeInbox: () => undefined });
    const context = world.service.contextAsService('tests');
    expect((await handlers['getService']?.(context, {} as never))?.body).toMatchObject({ state: 'waiting', waits_for: 'broker' });
  });

  test('shows the events that it could not take to who may know of them, page by page', async () => {
    const older = await arrived('2026-02-01');
    const newer = await arrived('2026-03-01', 'another reason');
    await arrived();
    const page = await letters({ limit: 1 });
    expect(page.items).toEqual([
      {
        id: newer,
        event: 'bells.bell.rung',
        subject: expect.any(String),
        request_id: 'the-request',
        attempts: 12,
        error: 'another reason',
        received_at: '2026-01-01T00:00:00Z',
        failed_at: '2026-03-01T00:00:00Z',
      },
    ]);
    expect((await letters({ limit: 1, cursor: page.next_cursor })).items).toMatchObject([{ id: older }]);
    expect((await letters({ q: 'BROKEN' })).items).toMatchObject([{ id: older }]);
    expect((await letters({ q: newer })).items).toMatchObject([{ id: newer }]);
    await expect(world.call('listDeadLetters', staff('clerk'), { params: { service: 'notes' } })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('tries them once more when it is told to: those named, then the rest, and says who told it', async () => {
    const [first, second, third] = [await arrived('2026-02-01'), await arrived('2026-02-02'), await arrived('2026-02-03')];
    expect(await replay({ event_ids: [second, randomUUIDv7()] })).toEqual({ replayed: 1 });
    expect((await letters()).items.map(({ id }) => id)).toEqual([third, first]);
    expect(await replay({})).toEqual({ replayed: 2 });
    expect(await replay({})).toEqual({ replayed: 0 });
    const recorded = await world.database.sql<{ event: { type: string; data: object; actor: object } }>(
      'select event from notes.outbox order by id',
    );
    expect(recorded.map(({ event }) => event)).toMatchObject([
      { type: 'dead_letters.replayed', data: { count: 1, event_ids: [second] }, actor: { principal: `user:${idOf(operator)}` } },
      { type: 'dead_letters.replayed', data: { count: 2 } },
    ]);
    await world.service.inbox.loop.drain();
    expect(await world.database.sql('select 1 from notes.inbox where processed_at is not null')).toHaveLength(3);
  });
});

describe('all services at once', () => {
  const ready = { state: 'ready' };
  const answering: Transport = async ({ service, operation }) => ({ body: { service, operation, ...ready } });
  const failing: Transport = async () => {
    throw new Error('connection refused');
  };
  const system = createSystemTransport({ good: answering, broken: failing, frozen: () => new Promise(() => undefined) }, access);

  test('are asked in 2 s, whatever becomes of some of them', async () => {
    const started = Date.now();
    const { body } = await system(callOf('listServices', operator));
    expect(Date.now() - started).toBeLessThan(3_000);
    expect(body).toEqual({
      items: [
        expect.objectContaining({ service: 'good', operation: 'getService', ...ready }),
        expect.objectContaining({ service: 'broken', state: 'silent', queues: null }),
        expect.objectContaining({ service: 'frozen', state: 'silent', queues: null }),
      ],
    });
  });

  test('are asked by who may know of them, without questions that nobody understands', async () => {
    const refusal = (operation: string, principal = operator, parts = {}) => expect(system(callOf(operation, principal, parts))).rejects;
    await refusal('listServices', anonymous).toMatchObject({ code: 'unauthorized' });
    await refusal('listServices', staff('clerk')).toMatchObject({ code: 'forbidden' });
    await refusal('listServices', operator, { query: { colour: 'red' } }).toMatchObject({ code: 'invalid_query' });
    await refusal('getService', staff('clerk'), { params: { service: 'nobody' } }).toMatchObject({ code: 'forbidden' });
    await refusal('getService', operator, { params: { service: 'toString' } }).toMatchObject({ code: 'service_not_found' });
    await refusal('noSuchOperation').toMatchObject({ code: 'not_found' });
  });
});

function idOf(principal: typeof operator): string {
  return 'id' in principal ? principal.id : '';
}
