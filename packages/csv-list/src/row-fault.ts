import { faultDetail, type FieldFault, type Locale, type Text } from '@kabinet/problem';

/** What is wrong with a list. `row` counts as spreadsheets do: the header is 1; `column` is null for a fault of the whole row. */
export interface RowFault {
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** The fault as one of a request whose member `csv` holds the list: its pointer is `/csv/<row>/<column>`. */
export function asFieldFault({ row, column, code, params }: RowFault): FieldFault {
  return { pointer: column === null ? `/csv/${row}` : `/csv/${row}/${column}`, code, ...(params ? { params } : {}) };
}

/** The fault in the reader's language, by the texts of the API's fields. */
export function inWords({ row, column, code, params }: RowFault, fields: Readonly<Record<string, Text>>, locale: Locale) {
  return { row, column, code, detail: faultDetail({ code, ...(params ? { params } : {}) }, fields, locale) };
}
