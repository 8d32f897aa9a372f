import { closed, nullable } from '@kabinet/contract/schemas';
import type { Text } from '@kabinet/problem';
import Type, { type Static } from 'typebox';

/**
 * A list as a spreadsheet saves it: CSV (RFC 4180) with a header row, divided by `;`, `,` or tabs. Columns are known by their English or
 * Russian names.
 */
export const Csv = Type.String({ minLength: 1, maxLength: 200_000 });

/** `row` counts as spreadsheets do: the header is 1. */
export const ImportFault = closed({
  row: Type.Integer(),
  /** As the API names it; null for a fault of the whole row. */
  column: nullable(Type.String()),
  code: Type.String(),
  detail: Type.String(),
});
export type ImportFault = Static<typeof ImportFault>;

/** What may be wrong with any list, whatever it is about. */
export const listFields = {
  malformed_csv: { ru: 'Строка не разобрана: проверьте кавычки', en: 'The row cannot be read: check its quotes' },
  missing_column: { ru: 'Нет столбца «{column}»', en: 'The column {column} is missing' },
  unknown_column: { ru: 'Неизвестный столбец', en: 'Unknown column' },
  repeated_column: { ru: 'Столбец повторяется', en: 'The column is there twice' },
  too_many_rows: {
    ru: 'Не больше {limit} {limit:строки|строк|строк} за один раз',
    en: 'At most {limit} {limit:row|rows} at a time',
  },
  empty_list: { ru: 'В списке нет ни одной строки', en: 'The list has no rows' },
} as const satisfies Record<string, Text>;
