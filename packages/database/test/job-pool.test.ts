import { afterAll, beforeAll, expect, test } from 'vitest';
import { openJobPool } from '../src/job-pool.ts';
import { systemRole, urlFor } from '../src/roles.ts';
import { openFixture, SECRET, type Fixture } from './fixture/fixture.ts';

const OPEN = `select pid from pg_stat_activity where usename = 'queues_system'`;

let fixture: Fixture;
beforeAll(async () => void (fixture = await openFixture('queues')));
afterAll(() => fixture.close());

function open(onError: (error: Error) => void = () => {}) {
  return openJobPool(urlFor(systemRole('queues', SECRET), fixture.clone.adminUrl), { max: 4, onError });
}

test('is closed only when its last connection is gone', async () => {
  const { pool, close } = open();
  let gone = 0;
  pool.on('connect', (client) => void client.once('end', () => (gone += 1)));
  await Promise.all(Array.from({ length: 4 }, () => pool.query('select pg_sleep(0.01)')));
  await Promise.all([close(), close()]);
  expect(gone).toBe(4);
});

test('tells of connections that the server ends, and goes on', async () => {
  const lost: Error[] = [];
  const { pool, close } = open((error) => void lost.push(error));
  await pool.query('select 1');
  await fixture.clone.sql(`select pg_terminate_backend(pid) from (${OPEN}) as mine`);
  await expect.poll(() => lost.length).toBeGreaterThan(0);
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await close();
});
