import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, forgive, PER_ACCOUNT, PER_ACCOUNT_AND_ADDRESS, type Counter } from './attempts.ts';

const limit = { free: 3, longestWaitS: 10, forgetAfterS: 100 };

function attempt(counter: Counter | undefined, now: number): Counter {
  const admission = admit(counter, limit, now);
  if (admission.kind === 'blocked') throw new Error(`blocked for ${admission.waitS} s`);
  return admission.counter;
}

describe('admit', () => {
  it('lets the first attempts through, then makes each wait twice as long up to the longest', () => {
    let counter: Counter | undefined;
    const waits: number[] = [];
    let now = 0;
    for (let turn = 0; turn < 8; turn++) {
      counter = attempt(counter, now);
      waits.push((counter.blockedUntil - now) / 1000);
      now = Math.max(now + 1, counter.blockedUntil);
    }
    expect(waits).toEqual([0, 0, 1, 2, 4, 8, 10, 10]);
  });

  it('does not prolong the wait of who keeps trying', () => {
    const blocked: Counter = { attempts: 9, lastAttemptAt: 0, blockedUntil: 10_000 };
    expect(admit(blocked, limit, 4_500)).toEqual({ kind: 'blocked', waitS: 6 });
    expect(admit(blocked, limit, 10_000).kind).toBe('admitted');
  });

  it('forgets a counter that rested', () => {
    expect(attempt({ attempts: 9, lastAttemptAt: 0, blockedUntil: 0 }, 100_000).attempts).toBe(1);
  });

  it('never blocks for longer than the longest wait, whatever is tried', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 200 }), (steps) => {
        let counter: Counter | undefined;
        let now = 0;
        for (const step of steps) {
          now += step;
          const admission = admit(counter, PER_ACCOUNT, now);
          if (admission.kind === 'admitted') counter = admission.counter;
          else expect(admission.waitS).toBeLessThanOrEqual(PER_ACCOUNT.longestWaitS);
        }
      }),
    );
  });
});

describe('forgive', () => {
  it('takes back one attempt and its wait', () => {
    expect(forgive({ attempts: 4, lastAttemptAt: 1_000, blockedUntil: 3_000 }, 1_000)).toEqual({
      attempts: 3,
      lastAttemptAt: 1_000,
      blockedUntil: 1_000,
    });
  });
});

describe('the limits', () => {
  it('block one place before they slow the whole account', () => {
    expect(PER_ACCOUNT_AND_ADDRESS.free).toBeLessThan(PER_ACCOUNT.free);
    expect(PER_ACCOUNT.longestWaitS).toBeLessThanOrEqual(60);
  });
});
