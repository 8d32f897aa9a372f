import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween, today } from './calendar.ts';
import type { Language } from './i18n.ts';

/** How the reader's language writes dates, numbers and names. */
export interface Format {
  /** A calendar date, `YYYY-MM-DD`. */
  date(date: string): string;
  /** A calendar month, `YYYY-MM`. */
  month(month: string): string;
  /** An instant, RFC 3339, in the reader's own time zone. */
  instant(instant: string): string;
  number(value: number): string;
  /** Bytes, in units of 1024. */
  size(bytes: number): string;
  /** A time in seconds, in the largest unit of which it has one. */
  duration(seconds: number): string;
  /** A part of 1. */
  percent(part: number): string;
  /** The reader's language out of both. */
  text(text: { readonly ru: string; readonly en: string }): string;
  /** Days from today to a calendar date; negative when it has passed. */
  daysUntil(date: string): number;
}

/** Where the last day of a term is decided; the gateway writes it into the page. */
export function vendorTimeZone(): string {
  return document.documentElement.dataset['timeZone'] ?? 'Europe/Moscow';
}

export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => formatIn(i18n.language as Language), [i18n.language]);
}

function formatIn(language: Language): Format {
  // A calendar date is no instant: it is read and written in UTC, so that no time zone moves it.
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const instants = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const months = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const numbers = new Intl.NumberFormat(language);
  const parts = new Intl.NumberFormat(language, { style: 'percent' });
  return {
    date: (date) => unbroken(dates.format(new Date(date))),
    month: (month) => months.format(new Date(`${month}-01`)),
    instant: (instant) => unbroken(instants.format(new Date(instant))),
    number: (value) => numbers.format(value),
    size: (bytes) => sizeIn(language, bytes),
    duration: (seconds) => durationIn(language, seconds),
    percent: (part) => parts.format(part),
    text: (text) => text[language],
    daysUntil: (date) => daysBetween(today(vendorTimeZone(), new Date()), date),
  };
}

/** A date keeps its day with its month, and its year with what is short for “year”. */
function unbroken(text: string): string {
  return text.replaceAll(/(?<=\d) (?=\p{L})/gu, '\u00A0');
}

const SPANS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;

function durationIn(language: Language, seconds: number): string {
  const span = SPANS.find((one) => seconds >= one.seconds) ?? { unit: 'second', seconds: 1 };
  return new Intl.NumberFormat(language, { style: 'unit', unit: span.unit, unitDisplay: 'short' }).format(
    Math.floor(seconds / span.seconds),
  );
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

function sizeIn(language: Language, bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1);
  const digits = power === 0 ? 0 : 1;
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  });
  return format.format(bytes / 1024 ** power);
}
