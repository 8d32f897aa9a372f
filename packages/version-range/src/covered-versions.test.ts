import { expect, test } from 'vitest';
import { coversVersion } from './version-range.ts';

test.each([
  [null, '7.1', true],
  [null, 'sputnik', true],
  ['1.x', '1.8.1', true],
  ['1.x', '1', true],
  ['1.x', '10.0', false],
  ['1.x', '2.0.0', false],
  ['2.4.x', '2.4.17', true],
  ['2.4.x', '2.40.1', false],
  ['2.4.x', '2', false],
  ['1.8.1', '1.8.1', true],
  ['1.8', '1.8.0', true],
  ['1.8', '1.8.1', false],
  ['1.8.1', '1.8.1-rc2', true],
  ['1.8.1', '1.8.1+b7', true],
  ['1.8.1.0', '1.8.1', true],
  ['1.x', 'sputnik', false],
  ['1.x', '1.x', false],
  ['x', '3.0', true],
] as const)('%s and %s: %s', (range, version, covered) => {
  expect(coversVersion(range, version)).toBe(covered);
});
