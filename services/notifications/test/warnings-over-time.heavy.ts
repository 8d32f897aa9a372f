import { expect, test } from 'vitest';
import { letTimePass } from './warnings-over-time.ts';

test('a year of days over 5,000 licences: exactly the warnings that a model expects', async () => {
  const { expected, told, strayReceipts } = await letTimePass({ days: 365, licenses: 5_000, organizations: 100, seed: 'a year' });
  expect(told).toEqual(expected);
  expect(strayReceipts).toBe(0);
  expect(expected.length).toBeGreaterThan(5_000);
});
