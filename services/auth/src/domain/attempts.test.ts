import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, forgive, LOGINS_PER_ADDRESS, PER_ACCOUNT, PER_ACCOUNT_AND_ADDRESS, type AttemptLimit, type Counter } from './attempts.ts';

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

  it('let an office of 200 mistype for an hour, each once, and then log in', () => {
    expect(lastWait(LOGINS_PER_ADDRESS, 200)).toBe(0);
  });

  it('make who shares an address with a guesser wait for seconds, and the guesser for minutes', () => {
    expect(lastWait(LOGINS_PER_ADDRESS, 2_000)).toBe(5);
    expect(lastWait(PER_ACCOUNT_AND_ADDRESS, 20)).toBe(300);
  });

  /** The wait after that many wrong attempts, each made as soon as it is let through. */
  function lastWait(rate: AttemptLimit, attempts: number): number {
    let counter: Counter = { attempts: 0, lastAttemptAt: 0, blockedUntil: 0 };
    for (let turn = 0; turn < attempts; turn++) {
      const admission = admit(counter, rate, counter.blockedUntil);
      if (admission.kind === 'blocked') throw new Error('blocked although it waited');
      counter = admission.counter;
    }
    return (counter.blockedUntil - counter.lastAttemptAt) / 1000;
  }
});
