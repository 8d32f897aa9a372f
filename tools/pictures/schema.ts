import pg from 'pg';

/** A table of a service's schema as PostgreSQL has it after all migrations. */
export interface Table {
  readonly name: string;
  readonly rowSecurity: 'forced' | 'off';
  /** Who sees which rows, by the policies: see `protect_tenant_table`, `share_table`, `hide_table` of the platform's migration. */
  readonly rows: 'tenant' | 'tenant_and_own' | 'shared' | 'hidden' | 'own';
  readonly columns: readonly Column[];
}

export interface Column {
  readonly name: string;
  /** As PostgreSQL writes it: `timestamp with time zone`, `text[]`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly default: string | null;
  readonly isGenerated: boolean;
  /** The values of a `check (column in (…))`, in their order. */
  readonly allowed: readonly string[] | undefined;
}

interface ColumnRow {
  readonly table: string;
  readonly forced: boolean;
  readonly policies: readonly string[];
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly default: string | null;
  readonly is_generated: boolean;
  readonly check: string | null;
}

const COLUMNS = `
  select c.relname as table,
    c.relrowsecurity and c.relforcerowsecurity as forced,
    array(select policyname || ' ' || lower(cmd) || ' ' || coalesce(qual, '') from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname) as policies,
    a.attname as column,
    format_type(a.atttypid, a.atttypmod) as type,
    not a.attnotnull as nullable,
    pg_get_expr(d.adbin, d.adrelid) as default,
    a.attgenerated <> '' or a.attidentity = 'a' as is_generated,
    (select pg_get_constraintdef(k.oid) from pg_constraint k
      where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] and pg_get_constraintdef(k.oid) like '%= ANY (ARRAY[%' limit 1) as check
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition
  order by c.relname, a.attnum`;

/** The tables of `schema`, by name. */
export async function readTables(databaseUrl: string, schema: string): Promise<Table[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<ColumnRow>(COLUMNS, [schema]);
    return [...Map.groupBy(rows, (row) => row.table)].map(([name, columns]) => tableOf(name, columns));
  } finally {
    await client.end();
  }
}

function tableOf(name: string, rows: readonly ColumnRow[]): Table {
  const [first] = rows;
  return {
    name,
    rowSecurity: first?.forced ? 'forced' : 'off',
    rows: visibility(first?.policies ?? []),
    columns: rows.map((row) => ({
      name: row.column,
      type: row.type,
      nullable: row.nullable,
      default: row.default,
      isGenerated: row.is_generated,
      allowed: allowedBy(row.check),
    })),
  };
}

function visibility(policies: readonly string[]): Table['rows'] {
  const has = (name: string): boolean => policies.some((policy) => policy.startsWith(`${name} `));
  if (policies.some((policy) => /^tenant .* true$/.test(policy))) return 'shared';
  if (has('tenant')) return has('own') ? 'tenant_and_own' : 'tenant';
  return has('own') ? 'own' : 'hidden';
}

/** `CHECK ((kind = ANY (ARRAY['customer'::text, 'branch'::text])))` → customer, branch. */
function allowedBy(check: string | null): string[] | undefined {
  if (check === null) return undefined;
  return Array.from(check.matchAll(/'((?:[^']|'')*)'::text/g), ([, value]) => (value ?? '').replaceAll("''", "'"));
}
