import { describe, expect, test } from 'vitest';
import { compareVersions, parseVersion } from './version.ts';
import { contains, covers, parseRange } from './version-range.ts';

const version = (text: string) => parseVersion(text) ?? { numbers: [], pre: 'unreadable' };

test.each([
  ['1.8', '1.8.0', 0],
  ['1.8.1', '1.8.10', -1],
  ['2.0-rc1', '2.0', -1],
  ['2.0-rc2', '2.0-rc10', -1],
  ['1.8.1-2', '1.8.1', 1],
  ['v1.2', '1.2', 0],
])('of %s and %s the order is %i', (a, b, order) => {
  expect(Math.sign(compareVersions(version(a), version(b)))).toBe(order);
  expect(Math.sign(compareVersions(version(b), version(a)))).toBe(order === 0 ? 0 : -order);
});

test.each(['', 'Орёл', '2024 Q3', '1..2', 'latest'])('%j is no version that can be compared', (text) => {
  expect(parseVersion(text)).toBeUndefined();
});

describe('a range', () => {
  test.each([
    ['<1.8.1', ['1.8.0', '0.1', '1.8.1-rc1'], ['1.8.1', '2.0']],
    ['>=1.0|<1.8.1', ['1.0', '1.8'], ['0.9', '1.8.1']],
    ['vers:generic/>=1.0|<=1.7|>=2.0|<2.2', ['1.7', '2.0', '2.1.9'], ['1.7.1', '1.9', '2.2']],
    ['>= 1.0, < 2.0', ['1.5'], ['2.0']],
    ['1.7.2', ['1.7.2', '1.7.2.0'], ['1.7.3']],
    ['1.1|1.2', ['1.1', '1.2'], ['1.3']],
    ['1.x', ['1.0', '1.99'], ['2.0', '0.9']],
    ['*', ['0.1', '99'], []],
    ['>2', ['2.0.1'], ['2.0', '1.9']],
  ])('%s', (text, inside, outside) => {
    const intervals = parseRange(text) ?? [];
    const holds = (one: string) => intervals.some((interval) => contains(interval, version(one)));
    expect(inside.filter((one) => !holds(one))).toEqual([]);
    expect(outside.filter(holds)).toEqual([]);
  });

  test.each(['', '!=1.2', '>=1.0|!=1.5', '1.0 - 1.7', '<1.0|<2.0', '>1.0|>2.0', 'all but the last'])(
    '%j cannot be read for certain',
    (text) => {
      expect(parseRange(text)).toBeUndefined();
    },
  );
});

test.each([
  ['<1.8.1', '1.x', false],
  ['<2.0', '1.x', true],
  ['>=1.0|<1.5|>=1.5|<2.0', '1.x', true],
  ['>=1.0|<1.5|>1.5|<2.0', '1.x', false],
  ['*', '2.4.x', true],
  ['1.7.2', '1.7.2', true],
])('whether %s covers all of %s: %s', (outer, inner, expected) => {
  const [interval] = parseRange(inner) ?? [];
  expect(interval && covers(parseRange(outer) ?? [], interval)).toBe(expected);
});
