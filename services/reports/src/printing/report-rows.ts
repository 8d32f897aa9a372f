import type { Locale } from '@kabinet/problem';
import { breakable } from '@kabinet/rendering/printable';
import type { Column, Report } from '../domain/table.ts';
import { formatCell, type Formats } from './formats.ts';

/** Rows as they stand on paper, and what of each column is told of all of them: a sum, or how often each value comes. */
export interface PrintedRows {
  /** What the rows call things, by their ids. */
  readonly names: ReadonlyMap<string, string>;
  readonly cells: readonly (readonly string[])[];
  /** By the names of columns. */
  readonly sums: ReadonlyMap<string, number>;
  readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export interface RowReader<Row> {
  readonly locale: Locale;
  readonly formats: Formats;
  readonly limit: number;
  readonly namesOf: Report<Row, string>['names'];
}

/** Formats rows while they come, so that ten thousand of them do not hold up everybody else. Null: there are more than `limit`. */
export async function printRows<Row>(
  rows: AsyncIterable<Row>,
  columns: readonly Column<Row>[],
  { locale, formats, limit, namesOf }: RowReader<Row>,
): Promise<PrintedRows | null> {
  const names = new Map<string, string>();
  const cells: string[][] = [];
  const sums = new Map<string, number>();
  const counts = new Map<string, Map<string, number>>();
  for await (const row of rows) {
    if (cells.length === limit) return null;
    for (const [id, name] of namesOf(row, locale)) names.set(id, name);
    const values = columns.map(({ value }) => value(row, locale));
    for (const [index, { name, total }] of columns.entries()) {
      const value = values[index] ?? null;
      if (total === 'sum') sums.set(name, (sums.get(name) ?? 0) + Number(value));
      if (total === 'count') count(counts, name, String(value ?? ''));
    }
    cells.push(columns.map(({ type }, index) => breakable(formatCell(formats, type, values[index] ?? null))));
  }
  return { names, cells, sums, counts };
}

function count(counts: Map<string, Map<string, number>>, name: string, value: string): void {
  const found = counts.get(name) ?? new Map<string, number>();
  counts.set(name, found.set(value, (found.get(value) ?? 0) + 1));
}
