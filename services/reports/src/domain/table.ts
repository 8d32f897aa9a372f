import type { Locale, Text } from '@kabinet/problem';

/** What stands in a column: a spreadsheet sorts and sums by it. Dates are `YYYY-MM-DD`, instants RFC 3339 in UTC. */
export type ColumnType = 'text' | 'integer' | 'date' | 'instant';

export interface Column<Row> {
  readonly name: string;
  readonly heading: Text;
  readonly type: ColumnType;
  /** In characters. */
  readonly width: number;
  readonly value: (row: Row, locale: Locale) => string | number | null;
  /** What a page for paper says of all rows together: the sum of numbers, or how often each value comes. */
  readonly total?: 'sum' | 'count';
}

/** A list as a table. `name` begins the names of its files, `optional` columns stand there only when they are asked for. */
export interface Report<Row, Name extends string> {
  readonly name: string;
  readonly title: Text;
  readonly columns: Readonly<Record<Name, Omit<Column<Row>, 'name'>>>;
  readonly order: readonly Name[];
  readonly optional: readonly Name[];
  /** What a row calls the things that lists are narrowed to by their ids. */
  readonly names: (row: Row, locale: Locale) => readonly (readonly [id: string, name: string])[];
}

/** The columns that are asked for, in the order in which they are asked for; without a wish the report's own. */
export function chosenColumns<Row, Name extends string>(report: Report<Row, Name>, wish: readonly Name[] | undefined): Column<Row>[] {
  const names = wish ?? report.order.filter((name) => !report.optional.includes(name));
  return names.map((name) => ({ name, ...report.columns[name] }));
}
