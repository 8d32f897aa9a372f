import { grid } from './access-page.ts';
import type { Column, Table } from './schema.ts';

/** Made by the platform's migration in the schema of every service. */
const PLATFORM_TABLES: readonly string[] = ['idempotency_key', 'inbox', 'migration', 'organization_closure', 'organization_node', 'outbox'];

const WHO: Readonly<Record<Table['rows'], string>> = {
  tenant: "tenant rows: people see those of their organizations' trees",
  tenant_and_own: "tenant rows: people see those of their organizations' trees, and their own",
  shared: 'no tenants: everybody reads, staff and jobs write',
  hidden: 'staff, jobs and consumers only',
  own: 'every caller sees its own rows',
};

/** The tables of all services as a page; what the platform makes everywhere is shown once. */
export function tablesPage(schemas: ReadonlyMap<string, readonly Table[]>): string {
  const [anySchema = []] = schemas.values();
  return [
    '# Tables',
    '',
    'Made by `npm run generate` from a migrated database; do not edit. Every service owns one schema, named like it; its job queue',
    'lives in `<service>_jobs`.',
    '',
    '## In every schema',
    '',
    ...anySchema.filter(({ name }) => PLATFORM_TABLES.includes(name)).flatMap(section),
    ...[...schemas].flatMap(([service, tables]) => [`## ${service}`, '', ...ownTables(tables).flatMap(section)]),
  ].join('\n');
}

/** A service's tables without the platform's. */
export function ownTables(tables: readonly Table[]): Table[] {
  return tables.filter(({ name }) => !PLATFORM_TABLES.includes(name));
}

function section(table: Table): string[] {
  const security =
    table.rowSecurity === 'forced' ? `row-level security forced; ${WHO[table.rows]}` : 'no row-level security: neither role may touch it';
  return [`### ${table.name}`, '', `${security}.`, '', ...grid(['column', 'type', 'null', 'default'], table.columns.map(row)), ''];
}

function row(column: Column): string[] {
  const type = column.allowed ? `${column.type}: ${column.allowed.join(', ')}` : column.type;
  return [
    `\`${column.name}\``,
    type,
    column.nullable ? 'yes' : '',
    column.default === null ? '' : `\`${column.default.replaceAll('|', '\\|')}\``,
  ];
}
