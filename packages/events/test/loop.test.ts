import { expect, test, vi } from 'vitest';
import { createLoop } from '../src/loop.ts';

/** A step that waits to be let go, and a count of how many run at once. */
function gatedStep(answers: (boolean | Error)[]) {
  const gate = { running: 0, most: 0, runs: 0, release: (): void => {} };
  async function step(): Promise<boolean> {
    gate.running += 1;
    gate.runs += 1;
    gate.most = Math.max(gate.most, gate.running);
    await new Promise<void>((resolve) => (gate.release = resolve));
    gate.running -= 1;
    const answer = answers.shift() ?? false;
    if (answer instanceof Error) throw answer;
    return answer;
  }
  return { gate, step };
}

function failing(error: unknown): void {
  throw error;
}

test('runs while there is work, and again when woken during a step', async () => {
  const { gate, step } = gatedStep([true, false, false]);
  const loop = createLoop(step, { intervalMs: 60_000, onError: failing });
  loop.start();
  await vi.waitFor(() => expect(gate.runs).toBe(1));
  gate.release();
  await vi.waitFor(() => expect(gate.runs).toBe(2));
  loop.wake();
  gate.release();
  await vi.waitFor(() => expect(gate.runs).toBe(3));
  const stopped = loop.stop();
  gate.release();
  await stopped;
});

test('stop waits for the step under way and lets none follow', async () => {
  const { gate, step } = gatedStep([true, true, true]);
  const loop = createLoop(step, { intervalMs: 1, onError: failing });
  loop.start();
  await vi.waitFor(() => expect(gate.runs).toBe(1));
  let stopped = false;
  const stopping = loop.stop().then(() => (stopped = true));
  loop.wake();
  await Promise.resolve();
  expect(stopped).toBe(false);
  gate.release();
  await stopping;
  expect(gate).toMatchObject({ running: 0, runs: 1 });
});

test('drain, wake and the interval never run two steps at once', async () => {
  let running = 0;
  let runs = 0;
  const loop = createLoop(
    async () => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      runs += 1;
      return runs % 3 !== 0;
    },
    { intervalMs: 1, onError: failing },
  );
  loop.start();
  await Promise.all(Array.from({ length: 20 }, () => (loop.wake(), loop.drain())));
  await loop.stop();
  expect(runs).toBeGreaterThan(20);
});

test('an error is told and the work tried again by the interval; drain throws it', async () => {
  const onError = vi.fn<(error: unknown) => void>();
  let failures = 2;
  const step = vi.fn<() => Promise<boolean>>(async () => {
    failures -= 1;
    if (failures >= 0) throw new Error('the database is away');
    return false;
  });
  const loop = createLoop(step, { intervalMs: 5, onError });
  loop.start();
  await vi.waitFor(() => expect(step.mock.calls.length).toBeGreaterThan(2));
  await loop.stop();
  expect(onError).toHaveBeenCalledTimes(2);
  failures = 1;
  await expect(loop.drain()).rejects.toThrow('the database is away');
  expect(await loop.drain()).toBe(false);
});

test('after a failure nobody who wakes the loop hastens the next attempt, and the attempts become rarer', async () => {
  const attempts: number[] = [];
  const step = vi.fn<() => Promise<boolean>>(async () => {
    attempts.push(Date.now());
    if (attempts.length < 4) throw new Error('the broker is away');
    return false;
  });
  const loop = createLoop(step, { intervalMs: 40, onError: () => loop.wake() });
  loop.start();
  await vi.waitFor(() => {
    loop.wake();
    expect(step.mock.calls.length).toBeGreaterThanOrEqual(4);
  });
  await loop.stop();
  const pauses = attempts.slice(1, 4).map((at, index) => at - (attempts[index] ?? 0));
  for (const [index, pause] of pauses.entries()) expect(pause).toBeGreaterThanOrEqual(40 * 2 ** index - 2);
});

test('a stopped loop can be started again', async () => {
  const step = vi.fn<() => Promise<boolean>>(async () => false);
  const loop = createLoop(step, { intervalMs: 60_000, onError: failing });
  loop.start();
  await loop.stop();
  loop.start();
  await vi.waitFor(() => expect(step).toHaveBeenCalledTimes(2));
  await loop.stop();
});
