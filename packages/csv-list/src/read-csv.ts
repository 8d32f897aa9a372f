import { CsvError, parse } from 'csv-parse/sync';
import type { RowFault } from './row-fault.ts';

/** The cells of a spreadsheet saved as CSV (RFC 4180), row by row, with or without a byte order mark. */
export function readCsv(text: string): { readonly rows: string[][] } | { readonly fault: RowFault } {
  try {
    return { rows: parse(text, { bom: true, delimiter: delimiterOf(text), relax_column_count: true }) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { fault: { row: Number(error['records'] ?? 0) + 1, column: null, code: 'malformed_csv' } };
  }
}

/** By the header, where no value can mislead: Russian spreadsheets divide by semicolons, others by commas. */
function delimiterOf(text: string): string {
  const [header = ''] = text.split(/\r?\n/, 1);
  return [';', '\t'].find((sign) => header.includes(sign)) ?? ',';
}
