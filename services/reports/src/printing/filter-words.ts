import type { Locale, Text } from '@kabinet/problem';
import { issueStatuses, severities, termStatuses } from '../lists/words.ts';
import type { Formats } from './formats.ts';
import { words, type Words } from './words.ts';

/** A filter as it came, of whichever list: names of parameters and their converted values. */
export type Filter = Readonly<Record<string, unknown>>;

export interface FilterLine {
  readonly label: string;
  readonly value: string;
}

export interface FilterReader {
  readonly locale: Locale;
  readonly formats: Formats;
  /** Headings of the list's columns, by their names. */
  readonly headings: Readonly<Record<string, Text | undefined>>;
  /** What ids of the filter are called. What the reader may not know of is in it no more than what nobody has. */
  readonly names: ReadonlyMap<string, string>;
}

/** Which parameters hold ids of what, in the order in which they are told. */
const IDS = {
  cabinet_id: 'cabinet',
  product_id: 'product',
  license_id: 'license',
  certificate_id: 'certificate',
  purchase_id: 'purchase',
  assignee_id: 'assignee',
} as const;
const SWITCHES = ['perpetual', 'mine', 'assigned', 'overdue'] as const;
const TEXTS = ['number', 'level'] as const;
/** Ranges of days, and the columns that they are about. */
const RANGES = { created: 'created_at', valid_from: 'valid_from', valid_until: 'valid_until' } as const;
const CODES: Readonly<Record<string, Text>> = { ...termStatuses, ...issueStatuses, ...severities };

/** What narrows and orders the list, in words. Whoever reads the page knows what is missing from it. */
export function filterLines(filter: Filter, reader: FilterReader): FilterLine[] {
  const t = words[reader.locale];
  const lines = [
    ...(typeof filter['q'] === 'string' ? line(t.search, `«${filter['q']}»`) : []),
    ...Object.entries(IDS).flatMap(([parameter, what]) => idLine(filter, parameter, labelOf(reader, t, what), reader)),
    ...['status', 'severity'].flatMap((name) => codeLine(filter, name, reader)),
    ...TEXTS.flatMap((name) => line(labelOf(reader, t, name), listOf(filter[name]).join(', '))),
    ...SWITCHES.flatMap((name) => (filter[name] === undefined ? [] : line(t[name], filter[name] === true ? t.yes : t.no))),
    ...Object.entries(RANGES).flatMap(([name, column]) => rangeLine(filter, name, labelOf(reader, t, column), reader)),
  ];
  return [...(lines.length > 0 ? lines : line(t.filter, t.everything)), ...orderLine(filter, reader)];
}

function line(label: string, value: string): FilterLine[] {
  return value === '' ? [] : [{ label, value }];
}

function listOf(value: unknown): string[] {
  return value === undefined ? [] : [value].flat().map(String);
}

/** A column's heading, or the word for what has no column. */
function labelOf({ headings, locale }: FilterReader, t: Words, name: string): string {
  return headings[name]?.[locale] ?? (t as Readonly<Record<string, string>>)[name] ?? name;
}

function idLine(filter: Filter, parameter: string, label: string, { names, locale }: FilterReader): FilterLine[] {
  const t = words[locale];
  const value = listOf(filter[parameter])
    .map((id) => names.get(id) ?? t.unknown)
    .join(', ');
  if (parameter !== 'cabinet_id' || value === '') return line(label, value);
  return line(label, `${value}, ${filter['descendants'] === false ? t.alone : t.with_descendants}`);
}

function codeLine(filter: Filter, name: string, reader: FilterReader): FilterLine[] {
  const { locale } = reader;
  const value = listOf(filter[name]).map((code) => CODES[code]?.[locale] ?? code);
  return line(labelOf(reader, words[locale], name), value.join(', '));
}

function rangeLine(filter: Filter, name: string, label: string, { formats, locale }: FilterReader): FilterLine[] {
  const t = words[locale];
  const [from, until] = [filter[`${name}_from`], filter[`${name}_until`]];
  const parts = [
    ...(typeof from === 'string' ? [`${t.from} ${formats.date(from)}`] : []),
    ...(typeof until === 'string' ? [`${t.until} ${formats.date(until)}`] : []),
  ];
  return line(label, parts.join(' '));
}

function orderLine(filter: Filter, reader: FilterReader): FilterLine[] {
  const { sort } = filter;
  if (typeof sort !== 'string') return [];
  const t = words[reader.locale];
  const column = labelOf(reader, t, sort.replace(/^-/, ''));
  return line(t.order, `${column}, ${sort.startsWith('-') ? t.descending : t.ascending}`);
}
