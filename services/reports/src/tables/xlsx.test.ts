import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { cellsOf, unzip } from '../../test/read-workbook.ts';
import type { Column } from '../domain/table.ts';
import { createTimes } from '../domain/times.ts';
import { columnName } from './xlsx-cells.ts';
import { xlsxTable, type XlsxOptions } from './xlsx.ts';

interface Row {
  readonly text: string | null;
  readonly count: number;
  readonly day: string;
  readonly at: string;
}

const column = <T extends Column<Row>['type']>(name: keyof Row, type: T): Column<Row> => {
  return { name, heading: { ru: `столбец ${name}`, en: name }, type, width: 10, value: (row) => row[name] };
};
const columns = [column('text', 'text'), column('count', 'integer'), column('day', 'date'), column('at', 'instant')];
const row = { text: 'один', count: 7, day: '2026-01-01', at: '2026-01-01T09:00:00Z' };

async function* rowsOf(rows: Iterable<Row>) {
  yield* rows;
}

async function write(rows: Iterable<Row>, changes: Partial<XlsxOptions> = {}) {
  const times = createTimes('Europe/Moscow');
  const options = { title: 'Лицензии', locale: 'ru', times, made: new Date('2026-01-01T00:00:00Z'), ...changes } as const;
  return unzip(await buffer(xlsxTable(rowsOf(rows), columns, options)));
}

test('cells have their types: text, numbers, days and the vendor’s clock', async () => {
  const files = await write([row]);
  const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
  // 46,023 days lie between 30 December 1899 and 1 January 2026; noon in Moscow is half a day.
  expect(cellsOf(sheet)).toEqual([
    { A: 'столбец text', B: 'столбец count', C: 'столбец day', D: 'столбец at' },
    { A: 'один', B: 7, C: 46_023, D: 46_023.5 },
  ]);
  expect(sheet).toContain('state="frozen"');
  expect(sheet).toContain('<autoFilter ref="A1:D2"/>');
});

test('whatever text begins with, it is text', async () => {
  const texts = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("http://evil.example")', '<f>1</f>', '_x0041_'];
  const sheet = (await write(texts.map((text) => ({ ...row, text })))).get('xl/worksheets/sheet1.xml') ?? '';
  expect(sheet).not.toContain('<f');
  expect(
    cellsOf(sheet)
      .slice(1)
      .map(({ A }) => A),
  ).toEqual([...texts.slice(0, -1), '_x005F_x0041_']);
});

test('signs that XML cannot write, halves of characters and nothing at all break no sheet', async () => {
  const sheet = (await write(['\u0000\u000B\uD800', null].map((text) => ({ ...row, text })))).get('xl/worksheets/sheet1.xml') ?? '';
  expect(
    cellsOf(sheet)
      .slice(1)
      .map(({ A }) => A),
  ).toEqual(['_x0000__x000B_\uFFFD', undefined]);
});

test('rows go on in further sheets, each with its heading; a sheet is begun only for rows that there are', async () => {
  const rows = Array.from({ length: 8 }, (_, count) => ({ ...row, count }));
  const files = await write(rows, { sheetRows: 5 });
  const sheets = [...files].filter(([name]) => name.startsWith('xl/worksheets/')).map(([, sheet]) => cellsOf(sheet));
  expect(sheets.map((cells) => cells.slice(1).map(({ B }) => B))).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
  ]);
  expect(sheets[1]?.[0]).toEqual(sheets[0]?.[0]);
  expect(files.get('xl/workbook.xml')).toContain('name="Лицензии 2"');
});

test('no rows make a sheet with its heading', async () => {
  expect(cellsOf((await write([])).get('xl/worksheets/sheet1.xml') ?? '')).toHaveLength(1);
});

test('rows that break off break the workbook', async () => {
  async function* broken() {
    yield row;
    throw new Error('the owner is gone');
  }
  const options = { title: 'Лицензии', locale: 'ru', times: createTimes('UTC'), made: new Date(0) } as const;
  await expect(buffer(xlsxTable(broken(), columns, options))).rejects.toThrow('the owner is gone');
});

test('columns are named as spreadsheets do', () => {
  expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
});
