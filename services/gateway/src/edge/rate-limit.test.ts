import { ProblemError } from '@kabinet/problem';
import { describe, expect, it } from 'vitest';
import { loginRate, RateLimit } from './rate-limit.ts';

function refusal(take: () => void): ProblemError | undefined {
  try {
    take();
    return undefined;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

describe('a rate limit', () => {
  const rate = { name: 'test', perSecond: 2, burst: 3 };

  it('lets a burst through, then its rate, and tells when to come again', () => {
    const limit = new RateLimit(rate);
    for (let turn = 0; turn < 3; turn += 1) limit.take('a', 0);
    expect(refusal(() => limit.take('a', 0))?.headers).toEqual({
      'retry-after': '1',
      'ratelimit-policy': '"test";q=3;w=2',
      ratelimit: '"test";r=0;t=1',
    });
    expect(refusal(() => limit.take('a', 499))).toBeDefined();
    expect(refusal(() => limit.take('a', 500))).toBeUndefined();
    expect(refusal(() => limit.take('a', 999))).toBeDefined();
  });

  it('counts callers apart', () => {
    const limit = new RateLimit(rate);
    for (let turn = 0; turn < 3; turn += 1) limit.take('a', 0);
    expect(refusal(() => limit.take('b', 0))).toBeUndefined();
  });

  it('never holds more than a burst', () => {
    const limit = new RateLimit(rate);
    limit.take('a', 0);
    limit.giveBack('a');
    limit.giveBack('a');
    for (let turn = 0; turn < 3; turn += 1) limit.take('a', 3_600_000);
    expect(refusal(() => limit.take('a', 3_600_000))).toBeDefined();
  });

  it('takes nothing away when the clock goes back', () => {
    const limit = new RateLimit(rate);
    limit.take('a', 60_000);
    expect(refusal(() => limit.take('a', 0))).toBeUndefined();
    expect(refusal(() => limit.take('a', 0))).toBeUndefined();
    expect(refusal(() => limit.take('a', 0))).toBeDefined();
  });

  it('lets an office mistype at once, and makes a guesser of passwords wait two seconds for each guess after that', () => {
    const limit = new RateLimit(loginRate);
    for (let turn = 0; turn < 60; turn += 1) limit.take('a', 0);
    expect(refusal(() => limit.take('a', 0))?.headers['retry-after']).toBe('2');
  });
});
