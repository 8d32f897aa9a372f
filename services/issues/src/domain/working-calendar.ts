/** When the support works: weekdays, hours and holidays in a time zone. */
export interface WorkingCalendar {
  readonly timeZone: string;
  /** ISO 8601: 1 is Monday, 7 is Sunday. */
  readonly weekdays: ReadonlySet<number>;
  /** Minutes since midnight; 1440 is the end of the day. */
  readonly from: number;
  readonly until: number;
  /** `MM-DD` of every year, `YYYY-MM-DD` of one. */
  readonly holidays: ReadonlySet<string>;
  /** Days that are worked though a weekday or holiday says otherwise, `YYYY-MM-DD`. */
  readonly workdays: ReadonlySet<string>;
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const HOURS = /^(mon|tue|wed|thu|fri|sat|sun)-(mon|tue|wed|thu|fri|sat|sun) ([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Far beyond the longest target at an hour a day: a calendar without workdays must not be searched for ever. */
const SEARCHED_DAYS = 20_000;

/**
 * Reads `mon-fri 09:00-18:00` and `01-01..01-08,02-23,2026-05-04,+2026-11-07`: days and ranges of every year, single days of one
 * year, and with a plus single days that are worked. Throws an Error that says what is wrong.
 */
export function readCalendar(hours: string, holidays: string, timeZone: string): WorkingCalendar {
  const [, first = '', last = '', ...clock] = HOURS.exec(hours) ?? [];
  const [fromHour = 0, fromMinute = 0, untilHour = 0, untilMinute = 0] = clock.map(Number);
  const [from, until] = [fromHour * 60 + fromMinute, untilHour * 60 + untilMinute];
  if (first === '' || from >= until || until > 1440) throw new Error('expected hours such as "mon-fri 09:00-18:00"');
  const entries = holidays.split(',').flatMap((entry) => (entry.trim() === '' ? [] : daysIn(entry.trim())));
  return {
    timeZone,
    weekdays: weekdaysBetween(DAYS.indexOf(first), DAYS.indexOf(last)),
    from,
    until,
    holidays: new Set(entries.filter((entry) => !entry.startsWith('+'))),
    workdays: new Set(entries.filter((entry) => entry.startsWith('+')).map((entry) => entry.slice(1))),
  };
}

function weekdaysBetween(first: number, last: number): ReadonlySet<number> {
  const length = ((last - first + 7) % 7) + 1;
  return new Set(Array.from({ length }, (_, offset) => ((first + offset) % 7) + 1));
}

/** The days of an entry; of a range of every year each of them. 2000 was a leap year. */
function daysIn(entry: string): string[] {
  const [, first = '', last = ''] = /^(\d\d-\d\d)\.\.(\d\d-\d\d)$/.exec(entry) ?? [];
  if (first !== '') {
    const [from, until] = [Date.parse(`2000-${first}`), Date.parse(`2000-${last}`)];
    if (from > until || Number.isNaN(from + until)) throw new Error(`${entry} is no range of days`);
    return Array.from({ length: (until - from) / DAY_MS + 1 }, (_, offset) => dateOf(from + offset * DAY_MS).slice(5));
  }
  const isDay = /^(\d\d-\d\d|\+?\d{4}-\d\d-\d\d)$/.test(entry);
  const full = /^\d\d-/.test(entry) ? `2000-${entry}` : entry.replace('+', '');
  if (!isDay || Number.isNaN(Date.parse(full)) || dateOf(Date.parse(full)) !== full) throw new Error(`${entry} is no day`);
  return [entry];
}

/** The instant at which `hours` of working time have passed since `start`. */
export function addWorkingHours(start: Date, hours: number, calendar: WorkingCalendar): Date {
  let left = hours * 60 * MINUTE_MS;
  const today = Date.parse(localDate(start, calendar.timeZone));
  for (let day = 0; day < SEARCHED_DAYS; day++) {
    const date = dateOf(today + day * DAY_MS);
    if (!isWorkday(date, calendar)) continue;
    const begin = Math.max(start.getTime(), instantOf(date, calendar.from, calendar.timeZone));
    const spare = instantOf(date, calendar.until, calendar.timeZone) - begin;
    if (spare <= 0) continue;
    if (left <= spare) return new Date(begin + left);
    left -= spare;
  }
  throw new Error('the calendar has no working time');
}

function isWorkday(date: string, { weekdays, holidays, workdays }: WorkingCalendar): boolean {
  if (workdays.has(date)) return true;
  if (holidays.has(date) || holidays.has(date.slice(5))) return false;
  return weekdays.has(new Date(Date.parse(date)).getUTCDay() || 7);
}

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** The calendar date of an instant in `timeZone`. */
function localDate(instant: Date, timeZone: string): string {
  return dateOf(instant.getTime() + offsetAt(instant.getTime(), timeZone));
}

/** Milliseconds since the epoch at `minutes` after the midnight of `date`; an hour that a change of clocks skips counts as the next. */
function instantOf(date: string, minutes: number, timeZone: string): number {
  const local = Date.parse(date) + minutes * MINUTE_MS;
  const near = local - offsetAt(local, timeZone);
  return local - offsetAt(near, timeZone);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the clocks of `timeZone` are ahead of UTC at an instant, in milliseconds. */
function offsetAt(milliseconds: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  const name = format.formatToParts(milliseconds).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /^GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
}
