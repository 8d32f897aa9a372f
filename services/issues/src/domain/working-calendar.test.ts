import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addWorkingHours, readCalendar } from './working-calendar.ts';

const moscow = readCalendar('mon-fri 09:00-18:00', '01-01..01-08,05-01,+2026-05-02', 'Europe/Moscow');

test.for([
  ['within a day', '2026-06-15T07:00:00Z', 4, '2026-06-15T11:00:00.000Z'],
  ['over a night', '2026-06-15T14:00:00Z', 2, '2026-06-16T07:00:00.000Z'],
  ['to the very end of a day', '2026-06-15T13:00:00Z', 2, '2026-06-15T15:00:00.000Z'],
  ['from before the day begins', '2026-06-15T01:00:00Z', 1, '2026-06-15T07:00:00.000Z'],
  ['over a weekend', '2026-06-19T14:00:00Z', 2, '2026-06-22T07:00:00.000Z'],
  ['from a Sunday', '2026-06-21T10:00:00Z', 8, '2026-06-22T14:00:00.000Z'],
  ['over the holidays of a new year', '2026-12-31T14:00:00Z', 2, '2027-01-11T07:00:00.000Z'],
  ['on a Saturday that is worked', '2026-04-30T14:00:00Z', 2, '2026-05-02T07:00:00.000Z'],
] as const)('%s', ([, start, hours, end]) => {
  expect(addWorkingHours(new Date(start), hours, moscow).toISOString()).toBe(end);
});

test('a change of clocks makes a night shorter, not the working time', () => {
  const berlin = readCalendar('mon-sun 00:00-24:00', '', 'Europe/Berlin');
  expect(addWorkingHours(new Date('2026-03-28T12:00:00Z'), 24, berlin).toISOString()).toBe('2026-03-29T12:00:00.000Z');
  const office = readCalendar('sat-mon 09:00-17:00', '', 'Europe/Berlin');
  expect(addWorkingHours(new Date('2026-03-28T15:00:00Z'), 2, office).toISOString()).toBe('2026-03-29T08:00:00.000Z');
});

test('more hours never end earlier, and every end lies in working time', () => {
  const start = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 200 }), (from, hours) => {
      const end = addWorkingHours(from, hours, moscow);
      expect(addWorkingHours(from, hours + 1, moscow).getTime()).toBeGreaterThan(end.getTime());
      const clock = end.getUTCHours() * 60 + end.getUTCMinutes();
      expect(clock).toBeGreaterThanOrEqual(6 * 60);
      expect(clock).toBeLessThanOrEqual(15 * 60);
    }),
  );
});

test.for([
  ['fri 9-18', ''],
  ['mon-fri 18:00-09:00', ''],
  ['mon-fri 09:00-24:30', ''],
  ['mon-fri 09:00-18:00', '02-30'],
  ['mon-fri 09:00-18:00', '2026-13-01'],
  ['mon-fri 09:00-18:00', '01-08..01-01'],
  ['mon-fri 09:00-18:00', 'Christmas'],
] as const)('%s with %s is no calendar', ([hours, holidays]) => {
  expect(() => readCalendar(hours, holidays, 'Europe/Moscow')).toThrow(/expected hours|is no/);
});

test('a calendar without working time says so', () => {
  const never = readCalendar('mon-sun 09:00-18:00', '01-01..12-31', 'Europe/Moscow');
  expect(() => addWorkingHours(new Date('2026-06-15T07:00:00Z'), 1, never)).toThrow('no working time');
});
