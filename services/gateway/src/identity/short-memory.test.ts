import { describe, expect, it } from 'vitest';
import { ShortMemory } from './short-memory.ts';

function memoryWithClock() {
  const clock = { now: 0 };
  let asked = 0;
  const memory = new ShortMemory<number>(2, () => clock.now);
  const ask = async (): Promise<number> => (asked += 1);
  return { clock, memory, ask };
}

describe('a short memory', () => {
  it('trusts an answer for two seconds from its question', async () => {
    const { clock, memory, ask } = memoryWithClock();
    expect(await memory.recall('user', 'session', ask)).toBe(1);
    clock.now = 1_999;
    expect(await memory.recall('user', 'session', ask)).toBe(1);
    clock.now = 2_000;
    expect(await memory.recall('user', 'session', ask)).toBe(2);
  });

  it('does not keep an answer that was forgotten while it was on its way', async () => {
    const { memory } = memoryWithClock();
    let answer: (value: number) => void = () => undefined;
    const waiting = memory.recall('user', 'session', () => new Promise((resolve) => (answer = resolve)));
    memory.forget('user');
    answer(1);
    expect(await waiting).toBe(1);
    expect(await memory.recall('user', 'session', async () => 2)).toBe(2);
  });

  it('does not remember a failure', async () => {
    const { memory, ask } = memoryWithClock();
    await expect(memory.recall('user', 'session', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await memory.recall('user', 'session', ask)).toBe(1);
  });

  it('forgets the owner that was silent longest when there are too many', async () => {
    const { memory, ask } = memoryWithClock();
    await memory.recall('a', 's', ask);
    await memory.recall('b', 's', ask);
    await memory.recall('a', 's', ask);
    await memory.recall('c', 's', ask);
    expect([await memory.recall('a', 's', ask), await memory.recall('b', 's', ask)]).toEqual([1, 4]);
  });
});
