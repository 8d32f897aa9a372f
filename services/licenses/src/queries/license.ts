import type { Scope } from '@kabinet/contract/access';
import type { Input } from '@kabinet/contract';
import type { licensesContract } from '@kabinet/contracts/licenses';
import type { License } from '@kabinet/contracts/licenses/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import type { TenantSelect } from '@kabinet/database/keyset';
import { reachOf, within } from '@kabinet/database/reach';
import { listPage, listRows } from '@kabinet/service';
import { sql, type Insertable } from 'kysely';
import type { LicensesContext } from '../context.ts';
import { query, type Tables } from '../tables.ts';
import { applyTermFilters, TERM_SORTS } from './term-list.ts';
import { statusColumn } from './term.ts';

/** Licences as the API shows them, with the names of their organization and product. */
function selectLicenses(today: string) {
  return query
    .selectFrom('license as t')
    .leftJoin('organization_node as o', 'o.id', 't.organization_id')
    .leftJoin('product as p', 'p.id', 't.product_id')
    .select([
      't.id',
      't.number',
      't.quantity',
      't.pending_quantity',
      't.versions',
      't.valid_from',
      't.valid_until',
      't.purchase_id',
      't.created_at',
      't.updated_at',
    ])
    .select([
      sql<License['parameters']>`t.parameters`.as('parameters'),
      sql<License['cabinet']>`json_build_object('id', o.id, 'name', o.name)`.as('cabinet'),
      sql<License['product']>`json_build_object('id', p.id, 'slug', p.slug, 'name', p.name)`.as('product'),
      statusColumn(today).as('status'),
    ]);
}

export async function findLicense(
  db: Queryable,
  id: string,
  scope: Scope,
  today: string,
): Promise<(License & { version: number }) | undefined> {
  return db.first(
    selectLicenses(today)
      .select('t.version')
      .where('t.id', '=', id)
      .where(within(reachOf(scope), 't')),
  );
}

type ListQuery = Input<(typeof licensesContract)['operations']['listLicenses']>['query'];

/** The licences that the caller may see, newest first unless asked otherwise. `q` looks in numbers, products and organizations. */
export async function listLicenses(context: LicensesContext, input: ListQuery) {
  return listPage(context, query, filtered(context, input), input, optionsFor(context.scope('licenses.read')));
}

type ExportQuery = Input<(typeof licensesContract)['operations']['exportLicenses']>['query'];

/** All of the list that the caller may report on beside seeing it, in its order. */
export function exportLicenses(context: LicensesContext, input: ExportQuery): AsyncGenerator<License> {
  const seen = filtered(context, input).where(within(reachOf(context.scope('licenses.read')), 't'));
  return listRows(context, query, seen, input, optionsFor(context.scope('reports.read')));
}

function filtered(context: LicensesContext, input: ExportQuery): TenantSelect<License> {
  const today = context.today();
  return applyTermFilters<License>(selectLicenses(today), input, today).$if(input.perpetual !== undefined, (select) =>
    select.where('t.valid_until', input.perpetual ? 'is' : 'is not', null),
  );
}

function optionsFor(scope: Scope) {
  return {
    list: 'listLicenses',
    scope,
    sorts: { ...TERM_SORTS, valid_until: { expression: sql`coalesce(t.valid_until, 'infinity'::date)`, type: 'date' as const } },
    defaultSort: '-created_at',
  };
}

export async function insertLicense(tx: Transaction, row: Insertable<Tables['license']>): Promise<void> {
  await tx.execute(query.insertInto('license').values({ ...row, parameters: JSON.stringify(row.parameters) }));
}

export interface LicenseState {
  id: string;
  number: string;
  organization_id: string;
  root_id: string;
  product_id: string;
  quantity: number;
  parameters: License['parameters'];
  versions: string | null;
  valid_from: string;
  valid_until: string | null;
  decision: 'none' | 'suspended' | 'revoked';
  purchase_id: string | null;
  version: number;
}

/** The states of these licences, as events carry them; locked when `lock` is set. */
export async function findLicenseStates(db: Queryable, ids: readonly string[], options: { lock?: boolean } = {}): Promise<LicenseState[]> {
  if (ids.length === 0) return [];
  const columns = [
    'id',
    'number',
    'organization_id',
    'root_id',
    'product_id',
    'quantity',
    'versions',
    'valid_from',
    'valid_until',
    'decision',
    'purchase_id',
    'version',
  ] as const;
  return db.rows(
    query
      .selectFrom('license')
      .select(columns)
      .select(sql<License['parameters']>`parameters`.as('parameters'))
      .where('id', 'in', ids)
      .orderBy('id')
      .$if(options.lock ?? false, (select) => select.forUpdate()),
  );
}

/** The ids of the next licences in their order, for a walk over all. */
export async function listLicenseIdsAfter(tx: Transaction, after: string | undefined, limit: number): Promise<string[]> {
  let select = query.selectFrom('license').select('id').orderBy('id').limit(limit);
  if (after !== undefined) select = select.where('id', '>', after);
  return (await tx.rows(select)).map((row) => row.id);
}

/** Changes the balance of a licence; the ledger gets its posting in the same transaction. */
export async function addUnits(tx: Transaction, id: string, quantity: number): Promise<void> {
  await tx.execute(sql`update license set quantity = quantity + ${quantity} where id = ${id}::uuid`.compile(query));
}
