import { expect, test } from 'vitest';
import { judgeDelivery, pauseAfterFailure, WAITS_MS, withAttempt } from './webhook-retries.ts';

const start = new Date('2026-03-01T09:00:00Z');
const timeout = { outcome: 'timeout', status: null } as const;

/** Every attempt of a message fails; answers when they were made and how it ended. */
function exhaust(failingSince: Date | null) {
  let [now, since] = [start, failingSince];
  const times: number[] = [];
  for (let tries = 1; ; tries++) {
    times.push(now.getTime() - start.getTime());
    const verdict = judgeDelivery(timeout, tries, since, now);
    since = verdict.failingSince;
    if (verdict.nextAttemptAt === null) return { times, verdict };
    now = verdict.nextAttemptAt;
  }
}

test('a message is tried eleven times within three days, and then the webhook is switched off', () => {
  const { times, verdict } = exhaust(null);
  expect(times).toHaveLength(WAITS_MS.length + 1);
  expect((times.at(-1) ?? 0) / 3_600_000).toBeCloseTo(71.6, 1);
  expect(verdict).toEqual({ status: 'failed', nextAttemptAt: null, failingSince: start, switchOff: 'silent' });
});

test('a webhook that took something meanwhile stays on', () => {
  const later = new Date(start.getTime() + 10 * 3_600_000);
  expect(judgeDelivery(timeout, 11, later, new Date(start.getTime() + 72 * 3_600_000))).toMatchObject({
    status: 'failed',
    switchOff: null,
  });
});

test('a message that arrives ends the failing', () => {
  expect(judgeDelivery({ outcome: 'delivered', status: 204 }, 3, start, start)).toEqual({
    status: 'delivered',
    nextAttemptAt: null,
    failingSince: null,
    switchOff: null,
  });
});

test('410 switches the webhook off at once', () => {
  expect(judgeDelivery({ outcome: 'status', status: 410 }, 1, null, start)).toMatchObject({ status: 'failed', switchOff: 'gone' });
});

test('others wait a little after a first failure and longer after a while', () => {
  expect(pauseAfterFailure(start, start)).toBe(5_000);
  expect(pauseAfterFailure(start, new Date(start.getTime() + 120_000))).toBe(60_000);
});

test('the log of a message has a bound', () => {
  const attempt = { at: start.toISOString(), ...timeout, duration_ms: 1 };
  let log = withAttempt([], attempt);
  for (let count = 0; count < 40; count++) log = withAttempt(log, { ...attempt, duration_ms: count });
  expect(log).toHaveLength(30);
  expect(log.at(-1)?.duration_ms).toBe(39);
});
