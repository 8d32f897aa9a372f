import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberOf } from './number.ts';

test('numbers have the form that people read out', () => {
  expect(numberOf('license', '2026', 1)).toMatch(/^L-2026-\d{9}$/);
  expect(numberOf('certificate', '2025', 999_999_999)).toMatch(/^C-2025-\d{9}$/);
});

test('different sequences have different numbers', () => {
  const sequence = fc.integer({ min: 1, max: 999_999_999 });
  fc.assert(fc.property(sequence, sequence, (a, b) => a === b || numberOf('license', '2026', a) !== numberOf('license', '2026', b)));
});

test('neighbours do not look like neighbours', () => {
  const numbers = Array.from({ length: 100 }, (_, index) => Number(numberOf('license', '2026', index + 1).slice(7)));
  const gaps = numbers.slice(1).map((number, index) => Math.abs(number - (numbers[index] ?? 0)));
  expect(Math.min(...gaps)).toBeGreaterThan(1_000_000);
});
