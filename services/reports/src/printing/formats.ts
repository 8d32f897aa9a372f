import type { Locale } from '@kabinet/problem';
import type { Times } from '../domain/times.ts';
import type { ColumnType } from '../domain/table.ts';

export interface Formats {
  number(value: number): string;
  /** `01.12.2026` or `1 Dec 2026` of a calendar date, which has no time zone. */
  date(day: string): string;
  /** The date and the minute on the clocks of `times`. */
  instant(instant: string): string;
}

/** Made once for a report: formats are dear to make and cheap to use. */
export function createFormats(locale: Locale, times: Times): Formats {
  const tag = locale === 'en' ? 'en-GB' : 'ru-RU';
  const numbers = new Intl.NumberFormat(tag);
  const dates = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' });
  const date = (day: string): string =>
    locale === 'en' ? dates.format(new Date(`${day}T00:00:00Z`)) : day.split('-').toReversed().join('.');
  return {
    number: (value) => numbers.format(value),
    date,
    instant(instant) {
      const local = times.local(instant);
      return `${date(local.slice(0, 10))} ${local.slice(11, 16)}`;
    },
  };
}

/** A cell's value as it is read on paper; nothing where there is none. */
export function formatCell(formats: Formats, type: ColumnType, value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return formats.number(value);
  switch (type) {
    case 'date':
      return formats.date(value);
    case 'instant':
      return formats.instant(value);
    case 'integer':
    case 'text':
      return value;
  }
}
