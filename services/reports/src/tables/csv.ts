import type { Locale } from '@kabinet/problem';
import { stringify } from 'csv-stringify';
import { pipeline, Readable } from 'node:stream';
import type { Column } from '../domain/table.ts';
import type { Times } from '../domain/times.ts';

export interface CsvOptions {
  readonly dialect: 'excel' | 'plain';
  readonly locale: Locale;
  readonly times: Times;
}

/** Rows as CSV. In either dialect nothing in it is taken for a formula: what would be has an apostrophe before it. */
export function csvTable<Row>(rows: AsyncIterable<Row>, columns: readonly Column<Row>[], options: CsvOptions): Readable {
  const { dialect, locale } = options;
  const isExcel = dialect === 'excel';
  const table = stringify({
    bom: isExcel,
    columns: columns.map(({ name, heading }) => ({ key: name, header: isExcel ? heading[locale] : name })),
    delimiter: isExcel ? ';' : ',',
    escape_formulas: true,
    header: true,
    record_delimiter: 'windows',
  });
  // Whichever end breaks, the other is destroyed with its error, which the reader of the table is told.
  return pipeline(Readable.from(lines(rows, columns, options)), table, () => {});
}

async function* lines<Row>(rows: AsyncIterable<Row>, columns: readonly Column<Row>[], { dialect, locale, times }: CsvOptions) {
  for await (const row of rows) {
    yield columns.map(({ type, value }) => {
      const found = value(row, locale);
      return dialect === 'excel' && type === 'instant' && typeof found === 'string' ? times.local(found) : found;
    });
  }
}
