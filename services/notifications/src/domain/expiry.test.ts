import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, nextWarning, type EndingTerm } from './expiry.ts';

const DAYS = [90, 60, 30, 14, 7, 1, 0];
const term: EndingTerm = { valid_until: '2026-12-31', decision: 'none', quantity: 1, term_since: '2026-01-01' };

describe('the next warning', () => {
  test.each([
    ['long before the end', term, null, '2026-10-02'],
    ['after the first', term, '2026-10-02', '2026-11-01'],
    ['on the last day', term, '2026-12-30', '2026-12-31'],
    ['after the last day', term, '2026-12-31', null],
    ['of a term that was late to be known', { ...term, term_since: '2026-12-20' }, null, '2026-12-24'],
    ['of a term known on the very day', { ...term, term_since: '2026-12-17' }, null, '2026-12-17'],
    ['of a perpetual licence', { ...term, valid_until: null }, null, null],
    ['of what was revoked', { ...term, decision: 'revoked' as const }, null, null],
    ['of what was moved away', { ...term, quantity: 0 }, null, null],
    ['of what is suspended', { ...term, decision: 'suspended' as const }, null, '2026-10-02'],
  ])('%s', (_what, given, after, expected) => {
    expect(nextWarning(given, DAYS, after)).toBe(expected);
  });

  test('comes once per threshold however late anybody looks, and never twice for one day', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 40 }), (pauses) => {
        let today = '2026-06-01';
        let due = nextWarning(term, DAYS, null);
        const warned: string[] = [];
        for (const pause of pauses) {
          today = addDays(today, pause);
          if (due === null || due > today) continue;
          warned.push(today);
          due = nextWarning(term, DAYS, today);
        }
        expect(new Set(warned).size).toBe(warned.length);
        expect(warned.length).toBeLessThanOrEqual(DAYS.length);
        const seenWholeTerm = today >= '2026-12-31';
        if (seenWholeTerm) expect(warned.length).toBeGreaterThan(0);
      }),
    );
  });
});

test('days are counted by the calendar', () => {
  expect([addDays('2028-02-28', 1), addDays('2026-01-01', -1), daysBetween('2026-02-27', '2026-03-01')]).toEqual([
    '2028-02-29',
    '2025-12-31',
    2,
  ]);
});
