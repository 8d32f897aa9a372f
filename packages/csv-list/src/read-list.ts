import type { RowFault } from './row-fault.ts';

export interface ListColumns<Column extends string> {
  /** What people write for each column: in lower case, with single spaces. */
  readonly names: Readonly<Record<Column, readonly string[]>>;
  readonly needed: readonly Column[];
  /** The name of a column that is none of these, from its title as it was written; undefined where there is no such column. */
  readonly further?: (title: string) => string | undefined;
}

/** A row with any text in it. Cells are without the space around them, empty where the row or the list does not say. */
export interface ListRow<Column extends string> {
  /** As spreadsheets count: the header is 1. */
  readonly row: number;
  readonly cell: (column: Column) => string;
  /** Those of further columns, by their names. */
  readonly further: ReadonlyMap<string, string>;
}

/** Reads the rows of a list; of more rows than `limit` the first beyond is a fault. */
export function readList<Column extends string>(
  [header = [], ...rows]: readonly (readonly string[])[],
  columns: ListColumns<Column>,
  limit: number,
): { readonly rows: readonly ListRow<Column>[]; readonly faults: readonly RowFault[] } {
  const { places, faults } = placesOf(header, columns);
  if (faults.length > 0) return { rows: [], faults };
  const filled = rows.map((cells, index) => ({ cells, row: index + 2 })).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const beyond = filled[limit];
  if (beyond) return { rows: [], faults: [{ row: beyond.row, column: null, code: 'too_many_rows', params: { limit } }] };
  if (filled.length === 0) return { rows: [], faults: [{ row: 1, column: null, code: 'empty_list' }] };
  const further = [...places].filter(([column]) => !Object.hasOwn(columns.names, column));
  return {
    rows: filled.map(({ cells, row }) => ({
      row,
      cell: (column) => cells[places.get(column) ?? -1]?.trim() ?? '',
      further: new Map(further.map(([column, place]) => [column, cells[place]?.trim() ?? ''])),
    })),
    faults: [],
  };
}

/** Lower case, single spaces: how what people write is compared. */
export function plainly(text: string): string {
  return text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
}

function placesOf<Column extends string>(
  header: readonly string[],
  { names, needed, further }: ListColumns<Column>,
): { places: ReadonlyMap<string, number>; faults: RowFault[] } {
  const places = new Map<string, number>();
  const faults: RowFault[] = [];
  for (const [index, title] of header.entries()) {
    const column = Object.keys(names).find((name) => names[name as Column].includes(plainly(title))) ?? further?.(title.trim());
    if (title.trim() === '') continue;
    if (column === undefined) faults.push({ row: 1, column: title.trim().slice(0, 100), code: 'unknown_column' });
    else if (places.has(column)) faults.push({ row: 1, column, code: 'repeated_column' });
    else places.set(column, index);
  }
  const missing = needed.filter((column) => !places.has(column));
  faults.push(...missing.map((column) => ({ row: 1, column, code: 'missing_column', params: { column } })));
  return { places, faults };
}
