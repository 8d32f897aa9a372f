import { expect, test } from 'vitest';
import { addDays, daysBetween, today } from './calendar.ts';

test('today is the date where the vendor is', () => {
  const late = new Date('2026-11-23T21:30:00Z');
  expect(today('Europe/Moscow', late)).toBe('2026-11-24');
  expect(today('UTC', late)).toBe('2026-11-23');
});

test('days are counted over months, leap days and changes of the clock', () => {
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2026-11-23', '2026-11-22')).toBe(-1);
  expect(addDays('2026-12-31', 90)).toBe('2027-03-31');
});
