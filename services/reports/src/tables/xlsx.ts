import { Readable } from 'node:stream';
import type { Locale } from '@kabinet/problem';
import { zipStream, type StreamedFile } from '@kabinet/zip-layout/stream';
import type { Column } from '../domain/table.ts';
import type { Times } from '../domain/times.ts';
import { cellXml, columnName, STYLES } from './xlsx-cells.ts';
import { contentTypes, escapeXml, packageRelations, styles, workbook, workbookRelations, XML } from './xlsx-parts.ts';

export interface XlsxOptions {
  /** Names the sheets. */
  readonly title: string;
  readonly locale: Locale;
  readonly times: Times;
  readonly made: Date;
  /** Rows of one sheet, its heading included; what the format allows unless said otherwise. */
  readonly sheetRows?: number;
}

/** ECMA-376: no sheet has more rows. */
const SHEET_ROWS = 1_048_576;
/** Characters, of at most three bytes each: a sheet stays below the 4 GiB that a ZIP without ZIP64 may hold. */
const SHEET_CHARACTERS = 1_000_000_000;
/** Characters that are passed on together. */
const BATCH = 65_536;

/** Rows as a workbook (ECMA-376, part 1), of as many sheets as they need. A sheet's rows are never in memory together. */
export function xlsxTable<Row>(rows: AsyncIterable<Row>, columns: readonly Column<Row>[], options: XlsxOptions): AsyncGenerator<Buffer> {
  return zipStream(parts(new Lookahead(rows), columns, options), options.made);
}

async function* parts<Row>(rows: Lookahead<Row>, columns: readonly Column<Row>[], options: XlsxOptions): AsyncGenerator<StreamedFile> {
  const sheets: string[] = [];
  try {
    await rows.advance();
    do {
      sheets.push(sheets.length === 0 ? options.title : `${options.title} ${sheets.length + 1}`);
      yield { name: `xl/worksheets/sheet${sheets.length}.xml`, content: sheet(rows, columns, options) };
    } while (!rows.isOver);
  } finally {
    await rows.close();
  }
  yield part('xl/workbook.xml', workbook(sheets));
  yield part('xl/_rels/workbook.xml.rels', workbookRelations(sheets.length));
  yield part('xl/styles.xml', styles());
  yield part('_rels/.rels', packageRelations());
  yield part('[Content_Types].xml', contentTypes(sheets.length));
}

function part(name: string, text: string): StreamedFile {
  return { name, content: Readable.from([text]) };
}

async function* sheet<Row>(rows: Lookahead<Row>, columns: readonly Column<Row>[], options: XlsxOptions): AsyncGenerator<string> {
  let text = head(columns, options.locale);
  let characters = 0;
  let line = 2;
  for (; !rows.isOver && line <= (options.sheetRows ?? SHEET_ROWS) && characters < SHEET_CHARACTERS; line += 1) {
    text += rowXml(rows.present, line, columns, options);
    await rows.advance();
    if (text.length < BATCH) continue;
    characters += text.length;
    yield text;
    text = '';
  }
  yield `${text}</sheetData><autoFilter ref="A1:${columnName(columns.length - 1)}${line - 1}"/></worksheet>`;
}

/** The heading, which stays in sight. */
function head<Row>(columns: readonly Column<Row>[], locale: Locale): string {
  const widths = columns.map(({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`);
  const headings = columns.map(({ heading }, index) => {
    const text = escapeXml(heading[locale]);
    return `<c r="${columnName(index)}1" s="${STYLES.heading}" t="inlineStr"><is><t>${text}</t></is></c>`;
  });
  return `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${headings.join('')}</row>`;
}

function rowXml<Row>(row: Row, line: number, columns: readonly Column<Row>[], { locale, times }: XlsxOptions): string {
  let cells = '';
  for (const [index, { type, value }] of columns.entries()) {
    const found = value(row, locale);
    if (found !== null) cells += cellXml(`${columnName(index)}${line}`, type, found, times);
  }
  return `<row r="${line}">${cells}</row>`;
}

/** Rows with one of them in sight, so that a sheet is begun only for rows that there are. */
class Lookahead<Row> {
  readonly #rows: AsyncIterator<Row>;
  #next: IteratorResult<Row> | undefined;

  constructor(rows: AsyncIterable<Row>) {
    this.#rows = rows[Symbol.asyncIterator]();
  }

  get isOver(): boolean {
    return this.#next?.done === true;
  }

  get present(): Row {
    if (this.#next?.done !== false) throw new Error('no row is in sight');
    return this.#next.value;
  }

  async advance(): Promise<void> {
    this.#next = await this.#rows.next();
  }

  async close(): Promise<void> {
    await this.#rows.return?.();
  }
}
