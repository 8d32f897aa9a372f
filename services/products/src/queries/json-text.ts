type JsonColumn = 'name' | 'description' | 'parameters' | 'support_levels';
type AsJson<Row> = { [Column in keyof Row]: Column extends JsonColumn ? string | Extract<Row[Column], null> : Row[Column] };

/** The row with its JSON columns as text; the driver would send a list as a PostgreSQL array. */
export function jsonColumns<Row extends object>(row: Row): AsJson<Row> {
  const columns = new Set<string>(['name', 'description', 'parameters', 'support_levels'] satisfies JsonColumn[]);
  const entries = Object.entries(row).map(([column, value]: [string, unknown]) => [
    column,
    columns.has(column) && value !== null ? JSON.stringify(value) : value,
  ]);
  return Object.fromEntries(entries) as AsJson<Row>;
}
