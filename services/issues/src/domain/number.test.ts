import { expect, test } from 'vitest';
import { numberOf } from './number.ts';

test('numbers differ, and do not tell which came first', () => {
  const numbers = Array.from({ length: 20_000 }, (_, index) => numberOf('2026', index + 1));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.every((number) => /^R-2026-\d{7}$/.test(number))).toBe(true);
  expect(numbers.toSorted()).not.toEqual(numbers);
});

test('beyond their space they grow longer', () => {
  expect(numberOf('2026', 10_000_000)).toBe('R-2026-10000000');
});
