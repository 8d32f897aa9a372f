import type { ProblemError } from '@kabinet/problem';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPasswordHasher, type PasswordHasher } from './password-hasher.ts';

describe('the password hasher', () => {
  let hasher: PasswordHasher;
  beforeAll(async () => {
    hasher = await createPasswordHasher();
  });

  it('makes argon2id hashes at the promised cost and knows its own', async () => {
    const passwordHash = await hasher.hash('пароль с буквой й');
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hasher.verify(passwordHash, 'пароль с буквой й')).toBe(true);
    expect(await hasher.verify(passwordHash, 'пароль с буквой й'), 'decomposed').toBe(true);
    expect(await hasher.verify(passwordHash, 'пароль с буквой и')).toBe(false);
  });

  it('works as long where there is no password, and says no', async () => {
    const passwordHash = await hasher.hash('some password');
    const known = await duration(() => hasher.verify(passwordHash, 'another password'));
    const unknown = await duration(() => hasher.verify(null, 'another password'));
    expect(await hasher.verify(null, '')).toBe(false);
    expect(unknown).toBeGreaterThan(known / 3);
  });

  it('refuses work beyond its queue instead of piling it up', async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 70 }, () => hasher.verify(null, 'x')));
    const refused = attempts.filter((attempt) => attempt.status === 'rejected');
    expect(refused).toHaveLength(70 - 2 - 64);
    for (const { reason } of refused) expect((reason as ProblemError).code).toBe('unavailable');
    expect(await hasher.verify(null, 'x')).toBe(false);
  });
});

async function duration(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  for (let turn = 0; turn < 3; turn++) await work();
  return performance.now() - started;
}
