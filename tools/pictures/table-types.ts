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

/** The columns, `<table>.<column>`, that the service's `src/column-types.ts` gives a narrower type than the database knows. */
export type TypedColumns = ReadonlySet<string>;

/** `services/<name>/src/tables.ts`: the types by which Kysely checks the service's queries. */
export function tableTypes(tables: readonly Table[], typed: TypedColumns): string {
  const body = tables.map((table) => interfaceOf(table, typed)).join('\n');
  const used = ['ColumnType', 'Generated', 'GeneratedAlways'].filter((name) => body.includes(` ${name}<`));
  return [
    '// Made by `npm run generate` from the migrated database; do not edit.',
    "import { createBuilder } from '@kabinet/database/builder';",
    "import type { OrganizationTables } from '@kabinet/database/organization-tree';",
    ...(used.length > 0 ? [`import type { ${used.join(', ')} } from 'kysely';`] : []),
    ...(body.includes('ColumnTypes[') ? ["import type { ColumnTypes } from './column-types.ts';"] : []),
    '',
    ...(body === '' ? ['export type Tables = OrganizationTables;'] : ['export interface Tables extends OrganizationTables {', body, '}']),
    '',
    'export const query = createBuilder<Tables>();',
    '',
  ].join('\n');
}

function interfaceOf(table: Table, typed: TypedColumns): string {
  const columns = table.columns.map((column) => `    ${column.name}: ${typeOf(table.name, column, typed)};`);
  return [`  ${table.name}: {`, ...columns, '  };'].join('\n');
}

function typeOf(table: string, column: Column, typed: TypedColumns): string {
  const key = `${table}.${column.name}`;
  const isTyped = typed.has(key);
  if (isTyped && column.type.startsWith('json')) return jsonType(key, column);
  const base = isTyped ? `ColumnTypes['${key}']` : baseType(key, column);
  const type = column.nullable && base !== 'unknown' ? `${base} | null` : base;
  if (column.isGenerated) return `GeneratedAlways<${type}>`;
  return column.default === null ? type : `Generated<${type}>`;
}

/** JSON is read as what it means and written as its text: the driver would send a list as a PostgreSQL array. */
function jsonType(key: string, column: Column): string {
  const orNull = column.nullable ? ' | null' : '';
  const inserted = column.default === null ? `string${orNull}` : `string${orNull} | undefined`;
  return `ColumnType<ColumnTypes['${key}']${orNull}, ${inserted}, string${orNull}>`;
}

function baseType(key: string, column: Column): string {
  if (column.allowed) return column.allowed.map((value) => `'${value}'`).join(' | ');
  const element = column.type.endsWith('[]') ? column.type.slice(0, -2) : undefined;
  const type = TYPES[element ?? column.type.replace(/\(\d+(,\d+)?\)/, '')];
  if (type === undefined) throw new Error(`${key}: no TypeScript type is known for ${column.type}`);
  return element === undefined ? type : `${type}[]`;
}
