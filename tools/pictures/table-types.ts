import type { Column, Table } from './schema.ts';

const TYPES: Readonly<Record<string, string>> = {
  bigint: 'number',
  boolean: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  'double precision': 'number',
  inet: 'string',
  integer: 'number',
  json: 'unknown',
  jsonb: 'unknown',
  numeric: 'string',
  smallint: 'number',
  text: 'string',
  'timestamp with time zone': 'string',
  tsvector: 'string',
  uuid: 'string',
};

/** The names of a service's JSON columns, `<table>.<column>`, that its `src/json-columns.ts` gives a type to. */
export type JsonColumns = ReadonlySet<string>;

/** `services/<name>/src/tables.ts`: the types by which Kysely checks the service's queries. */
export function tableTypes(tables: readonly Table[], jsonColumns: JsonColumns): string {
  const body = tables.map((table) => interfaceOf(table, jsonColumns)).join('\n');
  const used = ['ColumnType', 'Generated', 'GeneratedAlways'].filter((name) => body.includes(`${name}<`));
  return [
    '// Made by `npm run generate` from the migrated database; do not edit.',
    "import { createBuilder } from '@kabinet/database/builder';",
    "import type { OrganizationTables } from '@kabinet/database/organization-tree';",
    ...(used.length > 0 ? [`import type { ${used.join(', ')} } from 'kysely';`] : []),
    ...(body.includes('JsonColumns[') ? ["import type { JsonColumns } from './json-columns.ts';"] : []),
    '',
    ...(body === '' ? ['export type Tables = OrganizationTables;'] : ['export interface Tables extends OrganizationTables {', body, '}']),
    '',
    'export const query = createBuilder<Tables>();',
    '',
  ].join('\n');
}

function interfaceOf(table: Table, jsonColumns: JsonColumns): string {
  const columns = table.columns.map((column) => `    ${column.name}: ${typeOf(table.name, column, jsonColumns)};`);
  return [`  ${table.name}: {`, ...columns, '  };'].join('\n');
}

function typeOf(table: string, column: Column, jsonColumns: JsonColumns): string {
  const key = `${table}.${column.name}`;
  if (jsonColumns.has(key)) return jsonType(key, column);
  const base = baseType(key, column);
  const type = column.nullable && base !== 'unknown' ? `${base} | null` : base;
  if (column.isGenerated) return `GeneratedAlways<${type}>`;
  return column.default === null ? type : `Generated<${type}>`;
}

/** JSON is read as what it means and written as its text: the driver would send a list as a PostgreSQL array. */
function jsonType(key: string, column: Column): string {
  const orNull = column.nullable ? ' | null' : '';
  const inserted = column.default === null ? `string${orNull}` : `string${orNull} | undefined`;
  return `ColumnType<JsonColumns['${key}']${orNull}, ${inserted}, string${orNull}>`;
}

function baseType(key: string, column: Column): string {
  if (column.allowed) return column.allowed.map((value) => `'${value}'`).join(' | ');
  const element = column.type.endsWith('[]') ? column.type.slice(0, -2) : undefined;
  const type = TYPES[element ?? column.type.replace(/\(.*\)$/, '')];
  if (type === undefined) throw new Error(`${key}: no TypeScript type is known for ${column.type}`);
  return element === undefined ? type : `${type}[]`;
}
