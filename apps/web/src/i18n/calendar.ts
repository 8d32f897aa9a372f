/** Calendar dates are `YYYY-MM-DD` in the vendor's time zone. */

const DAY_MS = 86_400_000;

/** Today's date in `timeZone`. */
export function today(timeZone: string, now: Date): string {
  // The Canadian writing of a date is that of ISO 8601.
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}

/** Days from one calendar date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** The date `days` after `date`. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}
