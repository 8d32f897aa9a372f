import { createRenderer } from '@kabinet/rendering';
import { metadataOf, pageCount } from '@kabinet/testing/pdf';
import { afterAll, expect, test } from 'vitest';
import { printingTemplate } from './template.ts';
import type { Column } from '../domain/table.ts';
import { createTimes } from '../domain/times.ts';
import { filterLines, type Filter } from './filter-words.ts';
import { createFormats } from './formats.ts';
import { printRows } from './report-rows.ts';
import { viewReport } from './report-view.ts';

interface Row {
  readonly text: string | null;
  readonly count: number;
  readonly state: string;
}

const columns: Column<Row>[] = [
  { name: 'text', heading: { ru: 'Текст', en: 'Text' }, type: 'text', width: 30, value: ({ text }) => text },
  { name: 'count', heading: { ru: 'Число', en: 'Count' }, type: 'integer', width: 8, total: 'sum', value: ({ count }) => count },
  { name: 'state', heading: { ru: 'Состояние', en: 'State' }, type: 'text', width: 12, total: 'count', value: ({ state }) => state },
];
const formats = { ru: createFormats('ru', createTimes('Europe/Moscow')), en: createFormats('en', createTimes('Europe/Moscow')) };
const renderer = createRenderer();
afterAll(() => renderer.close());

async function viewOf(rows: readonly Row[], filter: Filter = {}) {
  async function* come() {
    yield* rows;
  }
  const reader = { locale: 'ru' as const, formats: formats.ru, headings: {}, names: new Map<string, string>() };
  const printed = await printRows(come(), columns, { locale: 'ru', formats: formats.ru, limit: 3_000, namesOf: () => [] });
  const facts = { locale: 'ru' as const, vendor: 'Вендор', title: 'Лицензии', day: '2026-12-01', formats: formats.ru };
  return printed && viewReport(printed, columns, { ...facts, filter: filterLines(filter, reader) });
}

function render(data: unknown): Promise<Uint8Array> {
  return renderer.render({ template: printingTemplate, data, locale: 'ru', createdAt: new Date('2026-12-01T00:00:00Z') });
}

test('rows make pages with totals under their headings; nothing makes a page too', async () => {
  const view = await viewOf(Array.from({ length: 120 }, (_, index) => ({ text: null, count: 1_000, state: index < 100 ? 'да' : 'нет' })));
  expect(view?.totals).toEqual([
    { label: 'Строк', value: '120' },
    { label: 'Число', value: '120\u00a0000' },
    { label: 'Состояние', value: 'да\u00a0100, нет\u00a020' },
  ]);
  const pdf = await render(view);
  expect(pageCount(pdf)).toBeGreaterThan(2);
  expect(metadataOf(pdf)).toContain('Лицензии');
  expect(pageCount(await render(await viewOf([])))).toBe(1);
});

test('more rows than fit are read no further', async () => {
  let read = 0;
  async function* come() {
    for (;;) yield { text: String((read += 1)), count: 1, state: 'да' };
  }
  expect(await printRows(come(), columns, { locale: 'ru', formats: formats.ru, limit: 10, namesOf: () => [] })).toBeNull();
  expect(read).toBe(11);
});

test('text is text: no markup, no formula, no code of Typst is read in it', async () => {
  const texts = [
    '#panic("no")',
    '= Заголовок',
    '*жирный* _курсив_',
    '$x^2$',
    '@ссылка',
    '<метка>',
    '//',
    '/* */',
    '\\',
    '#{',
    '-1',
    '+1',
    '😀',
  ];
  const view = await viewOf(
    texts.map((text) => ({ text, count: 1, state: text })),
    { q: '#panic()' },
  );
  expect(view?.rows.map(([text]) => text)).toEqual([...texts.slice(0, -1), '?']);
  expect(pageCount(await render(view))).toBe(1);
});

test('a filter is told in words: names for ids, days as days, and everything where there is none', () => {
  const headings = {
    product: { ru: 'Продукт', en: 'Product' },
    status: { ru: 'Состояние', en: 'State' },
    valid_until: { ru: 'Действует по', en: 'Valid until' },
  };
  const names = new Map([
    ['1', 'Холдинг'],
    ['2', 'Рога ОС'],
  ]);
  const filter = {
    q: 'рога',
    cabinet_id: '1',
    descendants: false,
    product_id: ['2', '3'],
    status: ['active', 'expired'],
    perpetual: false,
    valid_until_from: '2026-12-01',
    valid_until_until: '2026-12-31',
    sort: '-valid_until',
  };
  expect(filterLines(filter, { locale: 'ru', formats: formats.ru, headings, names })).toEqual([
    { label: 'Поиск', value: '«рога»' },
    { label: 'Организация', value: 'Холдинг, без подчинённых' },
    { label: 'Продукт', value: 'Рога ОС, не из этого списка' },
    { label: 'Состояние', value: 'действует, истёк' },
    { label: 'Бессрочные', value: 'нет' },
    { label: 'Действует по', value: 'с 01.12.2026 по 31.12.2026' },
    { label: 'Порядок', value: 'Действует по, по убыванию' },
  ]);
  expect(filterLines({}, { locale: 'en', formats: formats.en, headings, names })).toEqual([
    { label: 'Filter', value: 'everything that you may see' },
  ]);
});
