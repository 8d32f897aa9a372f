import { expect, test } from 'vitest';
import { letTimePass } from './warnings-over-time.ts';

test('a month of days over a hundred licences: exactly the warnings that a model expects', async () => {
  const { expected, told, strayReceipts } = await letTimePass({ days: 31, licenses: 100, organizations: 8, seed: 'a month' });
  expect(told).toEqual(expected);
  expect(strayReceipts).toBe(0);
  expect(expected.length).toBeGreaterThan(20);
});
