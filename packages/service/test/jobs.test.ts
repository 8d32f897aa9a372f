import { randomUUIDv7 } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RunningService } from '../src/service.ts';
import { quietState, startNotes } from './fixture/start.ts';
import { openWorld, staff, type World } from './fixture/world.ts';

const ORGANIZATION = randomUUIDv7();

let world: World;
beforeAll(async () => void (world = await openWorld()));
beforeEach(() => world.database.sql('truncate notes.bell, notes.note, notes.outbox, notes.inbox; delete from notes_jobs._private_jobs'));
afterEach(() => void Object.assign(world.state, quietState()));
afterAll(() => world.close());

function create(title: string): Promise<unknown> {
  return world.call('createNote', staff('clerk'), { body: { organization_id: ORGANIZATION, title } });
}

async function bells(): Promise<string[]> {
  return (await world.database.sql<{ sound: string }>('select sound from notes.bell order by sound')).map((row) => row.sound);
}

/** Makes jobs that wait for their next attempt due now. */
function hasten(): Promise<unknown> {
  return world.database.sql('update notes_jobs._private_jobs set run_at = now()');
}

async function waiting(): Promise<string[]> {
  return (await world.database.sql<{ sound: string }>(`select payload->>'sound' as sound from notes_jobs._private_jobs`)).map(
    (row) => row.sound,
  );
}

interface Enqueued {
  readonly job?: 'ring' | 'sing';
  readonly runAt?: Date;
  readonly key?: string;
  readonly maxAttempts?: number;
}

async function enqueue(sound: string, { job = 'ring', ...options }: Enqueued = {}): Promise<void> {
  const context = world.service.contextAsService('test');
  await context.system.transaction((tx) => context.enqueue(tx, job, { sound }, options));
}

describe('a job', () => {
  test('runs once after its transaction committed', async () => {
    await create('ding');
    expect(await bells()).toEqual([]);
    expect(await world.service.jobs.drain()).toBe(true);
    expect(await bells()).toEqual(['ding']);
    expect(await world.service.jobs.drain()).toBe(false);
  });

  test('of a transaction that was rolled back does not run', async () => {
    world.state.beforeCommit = () => Promise.reject(new Error('no'));
    await expect(create('never')).rejects.toMatchObject({ code: 'internal_error' });
    await world.service.jobs.drain();
    expect(await bells()).toEqual([]);
  });

  test('that failed is tried again later', async () => {
    let failures = 2;
    world.state.ring = async () => {
      failures -= 1;
      if (failures >= 0) throw new Error('the bell is cracked');
    };
    await enqueue('dong');
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(await bells()).toEqual([]);
      await hasten();
      await world.service.jobs.drain();
    }
    expect(await bells()).toEqual(['dong']);
  });

  test('that keeps failing is given up after its attempts', async () => {
    const ring = vi.fn<(sound: string) => Promise<void>>(() => Promise.reject(new Error('the bell is cracked')));
    world.state.ring = ring;
    await enqueue('dong', { maxAttempts: 2 });
    for (let attempt = 0; attempt < 4; attempt++) {
      await hasten();
      await world.service.jobs.drain();
    }
    expect(ring).toHaveBeenCalledTimes(2);
  });

  test('waits for its time, and is replaced by one of the same key', async () => {
    await enqueue('first', { key: 'k', runAt: new Date(Date.now() + 3_600_000) });
    expect(await world.service.jobs.drain()).toBe(false);
    await enqueue('second', { key: 'k' });
    await world.service.jobs.drain();
    expect(await bells()).toEqual(['second']);
  });

  test('that the service does not have is refused at once', async () => {
    const context = world.service.contextAsService('test');
    await expect(context.system.transaction((tx) => context.enqueue(tx, 'dance', {}))).rejects.toThrow(/no job dance/);
  });
});

describe('two replicas', () => {
  let twins: RunningService[];
  beforeEach(
    async () =>
      void (twins = await Promise.all([
        startNotes(world.database.adminUrl, world.state),
        startNotes(world.database.adminUrl, world.state),
      ])),
  );
  afterEach(() => Promise.all(twins.map((twin) => twin.stop())));

  test('run each job once', async () => {
    const sounds = Array.from({ length: 20 }, (_, index) => `ring ${String(index).padStart(2, '0')}`);
    for (const sound of sounds) await enqueue(sound);
    await Promise.all(twins.map((twin) => twin.start()));
    await expect.poll(bells, { timeout: 10_000 }).toHaveLength(20);
    await Promise.all(twins.map((twin) => twin.jobs.stop()));
    expect(await bells()).toEqual(sounds);
  });

  test('add a scheduled job once a turn', async () => {
    // The program's clock is moved to just before a full minute, so that the turn comes now.
    const real = Date.now;
    const offset = 60_000 - (real() % 60_000) - 1_500;
    const shifted = vi.spyOn(Date, 'now').mockImplementation(() => real() + offset);
    try {
      await Promise.all(twins.map((twin) => twin.start()));
      const turns = `select (select count(*)::int from notes_jobs._private_jobs j join notes_jobs._private_tasks t on t.id = j.task_id where t.identifier = 'tick')
        + (select count(*)::int from notes.bell where sound = 'tick') as n`;
      await expect.poll(async () => (await world.database.sql<{ n: number }>(turns))[0]?.n, { timeout: 10_000 }).toBeGreaterThan(0);
      await Promise.all(twins.map((twin) => twin.jobs.stop()));
      expect((await world.database.sql<{ n: number }>(turns))[0]?.n).toBe(1);
    } finally {
      shifted.mockRestore();
    }
  });
});

test('a worker that could not write down how a job ended works on when the others have ended, and stops', async () => {
  await world.database.sql('create sequence notes_jobs.refused');
  await world.database.sql(`create function notes_jobs.refuse() returns trigger language plpgsql security definer as
    $$ begin perform nextval('notes_jobs.refused'); raise 'the disk is full'; end $$`);
  await world.database.sql(
    'create trigger refuse before delete on notes_jobs._private_jobs for each row execute function notes_jobs.refuse()',
  );
  const refused = async () => (await world.database.sql<{ is_called: boolean }>('select is_called from notes_jobs.refused'))[0]?.is_called;
  // While the end of the first is refused the other two are under way; the second is written down, and the third fails.
  world.state.ring = async (sound) => {
    if (sound === 'first' || sound === 'last') return;
    await expect.poll(refused).toBe(true);
    await world.database.sql('drop function if exists notes_jobs.refuse cascade');
    if (sound === 'second') return;
    await expect.poll(bells).toContain('second');
    await expect.poll(waiting).not.toContain('second');
    throw new Error('the voice is gone');
  };
  const service = await startNotes(world.database.adminUrl, world.state);
  for (const sound of ['first', 'second', 'third']) await enqueue(sound, { job: 'sing', maxAttempts: 1 });
  await service.start();
  await expect.poll(refused).toBe(true);
  await enqueue('last', { job: 'sing' });
  await expect.poll(bells, { timeout: 15_000 }).toContain('last');
  await service.stop();
  await world.database.sql('drop sequence notes_jobs.refused');
});

test('a worker survives the loss of its connections in the middle of a job, and does the job again', async () => {
  let times = 0;
  world.state.ring = async () => {
    times += 1;
    if (times > 1) return;
    await world.database.sql(`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'pool-%'`);
    throw new Error('the database went away');
  };
  const service = await startNotes(world.database.adminUrl, world.state);
  await service.start();
  await enqueue('ding');
  await expect.poll(bells, { timeout: 15_000 }).toEqual(['ding']);
  await service.stop();
});

describe('a job that a worker has begun', () => {
  const lock = `update notes_jobs._private_jobs set locked_at = now(), locked_by = $1`;

  test('is begun anew when that worker was killed', async () => {
    await enqueue('ding');
    await world.database.sql(lock, ['kabinet jobs of a process that was killed']);
    const next = await startNotes(world.database.adminUrl, world.state);
    await next.start();
    await expect.poll(bells, { timeout: 10_000 }).toEqual(['ding']);
    await next.stop();
  });

  test('stays with that worker while it lives', async () => {
    let ring = (): void => {};
    let times = 0;
    world.state.ring = () => {
      times += 1;
      return new Promise<void>((resolve) => (ring = resolve));
    };
    const [first, second] = [
      await startNotes(world.database.adminUrl, world.state),
      await startNotes(world.database.adminUrl, world.state),
    ];
    await first.start();
    await enqueue('dong');
    await expect.poll(() => times, { timeout: 10_000 }).toBe(1);
    await second.start();
    await second.jobs.drain();
    expect(times).toBe(1);
    ring();
    await Promise.all([first.stop(), second.stop()]);
  });
});

test('stopping waits for the call under way', async () => {
  let proceed = (): void => {};
  let started = (): void => {};
  const underWay = new Promise<void>((resolve) => (started = resolve));
  const state = {
    ...quietState(),
    beforeCommit: () => {
      started();
      return new Promise<void>((resolve) => (proceed = resolve));
    },
  };
  const service = await startNotes(world.database.adminUrl, state);
  await service.start();
  await service.checkHealth();
  const call = {
    service: 'notes',
    operation: 'createNote',
    principal: staff('clerk'),
    locale: 'en',
    requestId: 'r',
    deadline: Date.now() + 9_000,
    ip: null,
    userAgent: null,
  } as const;
  const answer = service.dispatch({ ...call, body: { organization_id: ORGANIZATION, title: 'last' } });
  await underWay;
  const order: string[] = [];
  const stopped = service.stop().then(() => order.push('stopped'));
  const answered = answer.then(() => order.push('answered'));
  proceed();
  await Promise.all([answered, stopped]);
  expect(order).toEqual(['answered', 'stopped']);
  await expect(service.checkHealth()).rejects.toThrow();
});

test('a change is told to the service’s own subscription by its relay, with the request that caused it', async () => {
  await create('told');
  await world.service.relay.drain();
  await world.service.inbox.loop.drain();
  await world.service.jobs.drain();
  expect(await bells()).toEqual(['heard note.created', 'told']);
  const [row] = await world.database.sql<{ event: object }>('select event from notes.outbox');
  expect(row?.event).toMatchObject({
    specversion: '1.0',
    source: 'notes',
    type: 'note.created',
    version: 1,
    organizationid: ORGANIZATION,
    actor: { principal: expect.stringMatching(/^user:/), request_id: 'the-request', ip: null },
  });
});
