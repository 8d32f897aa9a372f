import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLocalTransport, createRelay } from '../src/events.ts';
import { inboxOf, setAmount } from './fixture/stock.ts';
import { expectMirrored, openWorld, type World } from './fixture/world.ts';

let world: World;
beforeAll(async () => void (world = await openWorld('killed')));
afterAll(() => world.close());

/** Runs a real process on the world and kills it with SIGKILL as soon as it has handled `events` more events. */
async function runAndKill(events: number): Promise<void> {
  const worker = new URL('./fixture/worker.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [worker, world.clone.adminUrl, world.producer.name, world.consumer.name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let handled = 0;
  for await (const output of child.stdout) {
    handled += String(output).length;
    if (handled >= events) break;
  }
  child.kill('SIGKILL');
  if (child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  expect(handled).toBeGreaterThanOrEqual(events);
}

test('a process killed with SIGKILL in the midst of its work, again and again, loses and repeats nothing', async () => {
  const ids = Array.from({ length: 5 }, () => randomUUIDv7());
  for (let amount = 0; amount < 240; amount++) await setAmount(world.producer.session, world.producer.name, ids[amount % 5]!, amount);
  for (const events of [1, 30, 70]) await runAndKill(events);
  const inbox = inboxOf(world.consumer.name, world.consumer.database, world.producer.name);
  const transport = createLocalTransport();
  await inbox.subscribeTo(transport);
  const [before] = await world.clone.sql<{ left: number }>(
    `select count(*)::int as left from ${world.consumer.name}.inbox where processed_at is null`,
  );
  expect(before?.left).toBeGreaterThan(0);
  // A killed process's connections may hold its rows until the server notices.
  await expect
    .poll(
      async () => {
        await createRelay(world.producer.name, world.producer.database, transport, () => {}).drain();
        await inbox.hasten();
        await inbox.loop.drain();
        return world.clone.sql(`select 1 from ${world.consumer.name}.inbox where processed_at is null`);
      },
      { timeout: 10_000 },
    )
    .toEqual([]);
  await expectMirrored(world);
}, 30_000);
