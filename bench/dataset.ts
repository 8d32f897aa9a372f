import { createHash } from 'node:crypto';
import pg from 'pg';
import { manifests } from '../apps/kabinet/src/targets.ts';

/** The data that the benchmarks run on: 20,000 organizations, one tree of them 10,000 large, and 1,000,000 licences. */
const SIZE = { organizations: 20_000, largestTree: 10_000, licenses: 1_000_000 } as const;

/** The id of the `number`-th organization, from 1; number 1 is the root of the largest tree. */
export function organizationId(number: number): string {
  const hex = createHash('md5').update(`organization ${number}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * Fills an installation that has the sample products and no organizations; does nothing when it is filled already. Writes
 * past the services, as a million purchases would take an hour: triggers are off, and the ledger stays empty.
 */
export async function fillDataset(adminUrl: string, log: (message: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>('select count(*)::int as count from licenses.license');
    if ((rows[0]?.count ?? 0) >= SIZE.licenses) return;
    log(`filling ${SIZE.licenses} licences of ${SIZE.organizations} organizations…`);
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    await fillOrganizations(client);
    await fillLicenses(client);
    await client.query('commit');
    await client.query('vacuum (analyze)');
  } finally {
    await client.end();
  }
}

async function fillOrganizations(client: pg.Client): Promise<void> {
  // The large tree is ten-fold at every level; the others are a root with nine children.
  await client.query(`
    create temporary table node as
    select n, md5('organization ' || n)::uuid as id, parent, md5('organization ' || parent)::uuid as parent_id
    from (
      select n, case
        when n = 1 then null
        when n <= ${SIZE.largestTree} then (n - 2) / 10 + 1
        when (n - 1) % 10 = 0 then null
        else n - 1 - (n - 1) % 10 + 1
      end as parent from generate_series(1, ${SIZE.organizations}) n
    ) numbered;
    create unique index on node (n);
    create temporary table path as
    with recursive up as (
      select n, id as descendant_id, id as ancestor_id, parent, 0 as depth from node
      union all
      select up.n, up.descendant_id, node.id, node.parent, up.depth + 1 from up join node on node.n = up.parent
    ) select descendant_id, ancestor_id, depth, parent is null as top from up;
    create temporary table root as select descendant_id as id, ancestor_id as root_id from path where top;
    create unique index on root (id);
    analyze node; analyze path; analyze root`);
  for (const { name: schema } of manifests) {
    const { rows } = await client.query(`select to_regclass('${schema}.organization_node') is not null as exists`);
    if (!(rows[0] as { exists: boolean }).exists) continue;
    await client.query(`
      insert into ${schema}.organization_node (id, parent_id, root_id, name, inn, kpp, kind, status, version)
      select node.id, node.parent_id, root.root_id, 'Организация № ' || n, lpad(n::text, 10, '7'), '770101001', 'customer', 'active', 1
      from node join root using (id) on conflict do nothing;
      insert into ${schema}.organization_closure (ancestor_id, descendant_id, depth, root_id)
      select ancestor_id, descendant_id, depth, root_id from path join root on root.id = path.descendant_id on conflict do nothing`);
  }
  await client.query(`
    insert into organizations.organization (id, root_id, parent_id, name, inn, kpp, kind, confirmed, created_at, updated_at)
    select node.id, root.root_id, node.parent_id, 'Организация № ' || n, lpad(n::text, 10, '7'), '770101001', 'customer', true, now(), now()
    from node join root using (id) on conflict do nothing`);
}

async function fillLicenses(client: pg.Client): Promise<void> {
  await client.query(`
    insert into licenses.license (id, organization_id, root_id, number, product_id, quantity, parameters, versions, valid_from, valid_until, origin_id, created_at, updated_at)
    select numbered.id, organization_id, root.root_id, 'L-2022-' || lpad(i::text, 9, '0'), product.id, 1 + i % 500,
      '{"edition":"server","architecture":"x86_64"}', case when i % 7 = 0 then '1.x' end,
      date '2022-01-01' + (i::bigint * 7919 % 1500)::int, case when i % 3 > 0 then date '2026-06-01' + (i::bigint * 104729 % 900)::int end,
      numbered.id, at, at
    from (
      select i, md5('license ' || i)::uuid as id, md5('organization ' || (i % ${SIZE.organizations} + 1))::uuid as organization_id,
        timestamptz '2022-01-01' + (i::bigint * 7919 % 150000000) * interval '1 second' as at
      from generate_series(1, ${SIZE.licenses}) i
    ) numbered
    join root on root.id = numbered.organization_id
    join (select id, row_number() over (order by slug) - 1 as place, count(*) over () as products from licenses.product) product on product.place = i % product.products`);
}
