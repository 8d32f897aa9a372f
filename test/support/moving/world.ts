import { licensesContract } from '@kabinet/contracts/licenses';
import { productsContract } from '@kabinet/contracts/products';
import { staff, type TestPortal } from 'kabinet-program/testing';

export interface LargeTree {
  readonly root: string;
  readonly organizations: number;
  readonly licenses: number;
}

/** A tree that is ten-fold at every level, with licences, certificates over them, and their ledgers; written past the services. */
export async function plantLargeTree(portal: TestPortal, organizations: number, licensesEach: number): Promise<LargeTree> {
  const name = { ru: 'Рога', en: 'Horns' };
  const level = { code: 'standard', name, first_response_hours: 8 };
  const body = { slug: 'horns', name, parameters: { type: 'object' }, support_levels: [level], update_policy: 'always' as const };
  const product = await portal.client(productsContract, staff('product_manager')).createProduct({ body });
  await portal.settle();
  const schemas = await schemasWithTrees(portal);
  // In one session: what is temporary, and the triggers that stay quiet, are the session's.
  await portal.database.sql(`
    set session_replication_role = replica;
    ${organizationsOf(organizations)}
    ${schemas.map(treeOf).join('\n')}
    insert into organizations.organization (id, root_id, parent_id, name, inn, kpp, kind, confirmed, created_at, updated_at)
      select id, root_id, parent_id, name, inn, '770101001', 'customer', true, now(), now() from node;
    ${licensesOf(product.id, licensesEach)}
    drop table node, path, held;
    reset session_replication_role;
    analyze`);
  const [root] = await portal.database.sql<{ id: string }>(`select md5('organization 1')::uuid as id`);
  return { root: root?.id ?? '', organizations, licenses: organizations * licensesEach };
}

async function schemasWithTrees(portal: TestPortal): Promise<string[]> {
  const rows = await portal.database.sql<{ name: string }>(
    `select relnamespace::regnamespace::text as name from pg_class where relname = 'organization_node' and relkind = 'r'`,
  );
  return rows.map(({ name }) => name);
}

function organizationsOf(count: number): string {
  return `
    create temporary table node as
      select n, md5('organization ' || n)::uuid as id, case when n > 1 then md5('organization ' || (n - 2) / 10 + 1)::uuid end as parent_id,
        md5('organization 1')::uuid as root_id, 'Организация № ' || n as name, case when n = 1 then '7707083893' else lpad(n::text, 10, '0') end as inn
        from generate_series(1, ${count}) n;
    create temporary table path as
      with recursive up as (
        select id as descendant_id, id as ancestor_id, parent_id, 0 as depth from node
        union all
        select up.descendant_id, node.id, node.parent_id, up.depth + 1 from up join node on node.id = up.parent_id
      ) select descendant_id, ancestor_id, depth from up;`;
}

function treeOf(schema: string): string {
  return `
    insert into ${schema}.organization_node (id, parent_id, root_id, name, inn, kpp, kind, status, version)
      select id, parent_id, root_id, name, inn, '770101001', 'customer', 'active', 1 from node;
    insert into ${schema}.organization_closure (ancestor_id, descendant_id, depth, root_id)
      select ancestor_id, descendant_id, depth, md5('organization 1')::uuid from path;`;
}

function licensesOf(product: string, each: number): string {
  const issued = `now() - i * interval '1 minute'`;
  return `
    create temporary table held as
      select node.id as organization_id, node.root_id, i, md5('license ' || n || ' ' || i)::uuid as license_id,
        md5('certificate ' || n || ' ' || i)::uuid as certificate_id, md5('coverage ' || n || ' ' || i)::uuid as coverage_id,
        n * ${each} + i as number from node, generate_series(0, ${each - 1}) i;
    insert into licenses.license (id, organization_id, root_id, number, product_id, quantity, parameters, valid_from, origin_id, created_at, updated_at)
      select license_id, organization_id, root_id, 'L-' || number, '${product}', 5, '{}', '2026-01-01', license_id, ${issued}, now() from held;
    insert into licenses.certificate (id, organization_id, root_id, number, product_id, level, valid_from, valid_until, origin_id, created_at, updated_at)
      select certificate_id, organization_id, root_id, 'C-' || number, '${product}', 'standard', '2026-01-01', '2030-12-31', certificate_id,
        ${issued}, now() from held;
    insert into licenses.coverage (id, certificate_id, license_id, organization_id, root_id, quantity)
      select coverage_id, certificate_id, license_id, organization_id, root_id, 5 from held;
    ${postingsOf('license', 'issuance', 'license_id', `'${product}'`)}
    ${postingsOf('coverage', 'coverage_issuance', 'coverage_id', 'certificate_id')}
    insert into licenses.history (id, subject_id, organization_id, root_id, at, what, by, details)
      select gen_random_uuid(), subject, organization_id, root_id, now(), 'issued', 'vendor', '{}'
      from held, unnest(array[license_id, certificate_id]) subject;
    insert into products.holding (id, organization_id, root_id, product_id, quantity, valid_from, decision, version)
      select license_id, organization_id, root_id, '${product}', 5, '2026-01-01', 'none', 1 from held;
    insert into notifications.holding (id, kind, number, organization_id, root_id, product_id, quantity, valid_from, decision, term_since, version)
      select license_id, 'license', 'L-' || number, organization_id, root_id, '${product}', 5, '2026-01-01', 'none', '2026-01-01', 1 from held;`;
}

/** Each account's opening posting, with its place and balance. */
function postingsOf(kind: string, issuance: string, account: string, issuer: string): string {
  return `
    insert into licenses.ledger_entry (posting_id, line, account_kind, account_id, quantity, reason, organization_id, root_id, created_at, place, balance)
      select md5('posting ' || ${account})::uuid, line, kind, entry.account, units, 'issue', organization_id, root_id, now(), place, balance
      from held, lateral (values (1, '${issuance}', ${issuer}::uuid, -5, null::bigint, null::bigint), (2, '${kind}', ${account}, 5, 1, 5))
        entry (line, kind, account, units, place, balance);`;
}

/** Rows of the tree that are not in the tree of `root` now, by table. */
export async function strayRows(portal: TestPortal, root: string): Promise<{ table: string; rows: number }[]> {
  const tables = await portal.database.sql<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
      join pg_attribute o on o.attrelid = c.oid and o.attname = 'organization_id' and not o.attisdropped
      join pg_attribute r on r.attrelid = c.oid and r.attname = 'root_id' and not r.attisdropped
      where c.relkind = 'r' and c.relnamespace::regnamespace::text = any($1)`,
    [await schemasWithTrees(portal)],
  );
  const strays: { table: string; rows: number }[] = [];
  for (const { name } of tables) {
    const [found] = await portal.database.sql<{ rows: number }>(
      `select count(*)::int as rows from ${name} t join organizations.organization_closure below on below.descendant_id = t.organization_id
        where below.ancestor_id = md5('organization 1')::uuid and t.root_id is distinct from $1`,
      [root],
    );
    if ((found?.rows ?? 0) > 0) strays.push({ table: name, rows: found?.rows ?? 0 });
  }
  return strays;
}

/** How many licences `organizationId` has with all below it, as the vendor's staff count them. */
export async function licensesBelow(portal: TestPortal, organizationId: string): Promise<number> {
  const query = { cabinet_id: organizationId, limit: 1, count: true };
  return (await portal.client(licensesContract, staff('auditor')).listLicenses({ query })).total ?? 0;
}
