import type { Locale } from '@kabinet/problem';
import { breakable, printable } from '@kabinet/rendering/printable';
import type { Column } from '../domain/table.ts';
import type { FilterLine } from './filter-words.ts';
import type { Formats } from './formats.ts';
import type { PrintedRows } from './report-rows.ts';
import { words, type Words } from './words.ts';

/** What the template is given in `data.json`: everything in one language, formatted, in characters that can be printed. */
export interface ReportView {
  readonly locale: Locale;
  readonly texts: Words;
  readonly vendor: string;
  readonly accent: string;
  readonly title: string;
  readonly day: string;
  readonly filter: readonly FilterLine[];
  readonly totals: readonly FilterLine[];
  readonly columns: readonly { readonly heading: string; readonly width: number; readonly number: boolean }[];
  /** Of the table's text, in points. */
  readonly size: number;
  readonly rows: readonly (readonly string[])[];
}

export interface ReportFacts {
  readonly locale: Locale;
  readonly vendor: string;
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly filter: readonly FilterLine[];
  readonly formats: Formats;
}

/** Blue, as the portal is. */
const ACCENT = '#2456c7';
/** Characters of all columns together that stand beside each other at the larger size. */
const ROOMY = 240;

export function viewReport<Row>(rows: PrintedRows, columns: readonly Column<Row>[], facts: ReportFacts): ReportView {
  const { locale, formats } = facts;
  return {
    locale,
    texts: words[locale],
    vendor: printable(facts.vendor),
    accent: ACCENT,
    title: facts.title,
    day: formats.date(facts.day),
    filter: facts.filter.map(({ label, value }) => ({ label, value: breakable(value) })),
    totals: totalsOf(rows, columns, facts),
    columns: columns.map(({ heading, width, type }) => ({ heading: heading[locale], width, number: type === 'integer' })),
    size: columns.reduce((sum, { width }) => sum + width, 0) > ROOMY ? 6 : 7,
    rows: rows.cells,
  };
}

function totalsOf<Row>({ cells, sums, counts }: PrintedRows, columns: readonly Column<Row>[], facts: ReportFacts): FilterLine[] {
  const { locale, formats } = facts;
  const totals = columns.flatMap(({ name, heading }) => {
    const [sum, found] = [sums.get(name), counts.get(name)];
    if (sum !== undefined) return [{ label: heading[locale], value: formats.number(sum) }];
    return found === undefined ? [] : [{ label: heading[locale], value: breakable(inWords(found, formats)) }];
  });
  return [{ label: words[locale].rows, value: formats.number(cells.length) }, ...totals];
}

/** `active 12, expired 3`, the most frequent first. */
function inWords(counts: ReadonlyMap<string, number>, formats: Formats): string {
  const ordered = [...counts].toSorted(([, one], [, other]) => other - one);
  return ordered.map(([value, count]) => `${value}\u00a0${formats.number(count)}`).join(', ');
}
