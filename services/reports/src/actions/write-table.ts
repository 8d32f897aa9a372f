import type { Content } from '@kabinet/contract/content';
import { Readable } from 'node:stream';
import type { ReportsContext } from '../context.ts';
import { chosenColumns, type Report } from '../domain/table.ts';
import { createTimes } from '../domain/times.ts';
import { csvTable } from '../tables/csv.ts';
import { xlsxTable } from '../tables/xlsx.ts';

export interface Export<Row, Name extends string> {
  readonly report: Report<Row, Name>;
  readonly columns: readonly Name[] | undefined;
  /** Asks the owner of the rows in the caller's name; whatever it refuses is refused before a byte is sent. */
  readonly open: () => Promise<AsyncIterable<Row>>;
}

export interface File {
  /** Its name. */
  readonly file: string;
  readonly body: Content;
  readonly headers: Readonly<Record<string, string>>;
}

type CsvExport<Row, Name extends string> = Export<Row, Name> & { readonly dialect: 'excel' | 'plain' | undefined };

/** A list as CSV, written while its rows come. */
export function asCsv<Row, Name extends string>(context: ReportsContext, { report, open, ...asked }: CsvExport<Row, Name>): File {
  const columns = chosenColumns(report, asked.columns);
  const options = { ...tableOptions(context, report), dialect: asked.dialect ?? 'excel' };
  return named(context, report, 'csv', async () => csvTable(await open(), columns, options));
}

/** A list as a workbook, written while its rows come. */
export function asXlsx<Row, Name extends string>(context: ReportsContext, { report, open, ...asked }: Export<Row, Name>): File {
  const columns = chosenColumns(report, asked.columns);
  // The same rows make the same bytes, all day long.
  const options = { ...tableOptions(context, report), made: new Date(`${context.today()}T00:00:00Z`) };
  return named(context, report, 'xlsx', async () => Readable.from(xlsxTable(await open(), columns, options), { objectMode: false }));
}

function tableOptions<Row, Name extends string>(context: ReportsContext, { title }: Report<Row, Name>) {
  const { locale } = context.origin;
  return { title: title[locale], locale, times: createTimes(context.installation.timeZone) };
}

/** The day in a file's name is the vendor's. */
export function named<Row, Name extends string>(
  context: ReportsContext,
  { name }: Report<Row, Name>,
  extension: string,
  open: (signal: AbortSignal) => Promise<Readable>,
): File {
  const file = `${name}-${context.today()}.${extension}`;
  return { file, body: { open: (_part, signal) => open(signal) }, headers: { 'content-disposition': `attachment; filename="${file}"` } };
}
