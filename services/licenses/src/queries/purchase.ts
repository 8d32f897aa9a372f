import type { Input } from '@kabinet/contract';
import type { licensesContract } from '@kabinet/contracts/licenses';
import type { Purchase } from '@kabinet/contracts/licenses/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import type { FieldFault } from '@kabinet/problem';
import { listPage } from '@kabinet/service';
import { sql, type Insertable, type Updateable } from 'kysely';
import type { LicensesContext } from '../context.ts';
import type { TermKind } from '../domain/term.ts';
import { query, type Tables } from '../tables.ts';

/** What a line of an accepted purchase became. */
export interface LineResult {
  readonly line: number;
  readonly kind: TermKind;
  readonly id: string;
  readonly number: string;
  /** Only of renewals: the term before, to which a reversal returns, and the one that the purchase set. */
  readonly renewed?: { readonly from: string; readonly to: string };
}

export interface PurchaseRow {
  id: string;
  source: string | null;
  external_id: string | null;
  status: 'accepted' | 'refused' | 'reversed';
  message: unknown;
  contents_hash: Buffer;
  organization_id: string | null;
  errors: FieldFault[];
  results: LineResult[];
  version: number;
}

/** A purchase as it is kept: its faults are put into words for the reader. */
export type KeptPurchase = Omit<Purchase, 'errors'> & { errors: FieldFault[] };

function selectPurchases() {
  return query
    .selectFrom('purchase as t')
    .leftJoin('organization_node as o', 'o.id', 't.organization_id')
    .select(['t.id', 't.source', 't.external_id', 't.status', 't.purchased_at', 't.created_at', 't.updated_at'])
    .select([
      sql<Purchase['cabinet']>`case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end`.as('cabinet'),
      sql`t.message->'buyer'`.as('buyer'),
      sql`t.message->'lines'`.as('lines'),
      sql<KeptPurchase['errors']>`t.errors`.as('errors'),
      resultsOf('license').as('licenses'),
      resultsOf('certificate').as('certificates'),
    ]);
}

function resultsOf(kind: TermKind) {
  return sql<
    Purchase['licenses']
  >`(select coalesce(json_agg(json_build_object('id', r->'id', 'number', r->'number', 'line', r->'line') order by n), '[]')
    from jsonb_array_elements(t.results) with ordinality x(r, n) where r->>'kind' = ${sql.lit(kind)})`;
}

export async function findPurchase(db: Queryable, id: string): Promise<(KeptPurchase & { version: number; message: unknown }) | undefined> {
  return db.first(selectPurchases().select(['t.version', 't.message']).where('t.id', '=', id));
}

type ListQuery = Input<(typeof licensesContract)['operations']['listPurchases']>['query'];

/** Purchases for staff, newest first. They belong to the vendor, so no organization's scope narrows them. */
export async function listPurchases(context: LicensesContext, input: ListQuery) {
  const { cabinet_id, ...rest } = input;
  const source = selectPurchases()
    .$if(input.status !== undefined, (select) => select.where('t.status', 'in', input.status ?? []))
    .$if(input.source !== undefined, (select) => select.where('t.source', '=', input.source ?? ''))
    .$if(input.external_id !== undefined, (select) => select.where('t.external_id', '=', input.external_id ?? ''))
    .$if(cabinet_id !== undefined, (select) => select.where('t.organization_id', '=', cabinet_id ?? ''))
    .$if(input.created_from !== undefined, (select) => select.where('t.created_at', '>=', input.created_from ?? ''))
    .$if(input.created_until !== undefined, (select) => select.where('t.created_at', '<=', input.created_until ?? ''))
    .$if(input.q !== undefined, (select) =>
      select.where(sql<boolean>`(t.external_id ilike ${`%${input.q ?? ''}%`} or o.name ilike ${`%${input.q ?? ''}%`})`),
    );
  const scope = context.scope('purchases.read');
  const sorts = { created_at: { expression: sql`t.created_at`, type: 'timestamptz' } } as const;
  return listPage(
    context,
    query,
    source,
    { ...rest, ...(cabinet_id ? { purchases_of: cabinet_id } : {}) },
    { list: 'listPurchases', scope, sorts, defaultSort: '-created_at' },
  );
}

/** Holds back other messages of the same identity until the transaction ends; answers what is known of it. */
export async function lockPurchase(tx: Transaction, identity: { source: string; external_id: string }): Promise<PurchaseRow | undefined> {
  const key = `${identity.source}\n${identity.external_id}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 1))`.compile(query));
  return tx.first(selectRows().where('source', '=', identity.source).where('external_id', '=', identity.external_id));
}

export async function lockPurchaseRow(tx: Transaction, id: string): Promise<PurchaseRow | undefined> {
  return tx.first(selectRows().where('id', '=', id).forUpdate());
}

export async function findPurchaseRow(db: Queryable, id: string): Promise<PurchaseRow | undefined> {
  return db.first(selectRows().where('id', '=', id));
}

function selectRows() {
  return query
    .selectFrom('purchase')
    .select(['id', 'source', 'external_id', 'status', 'message', 'contents_hash', 'organization_id', 'version'])
    .select([sql<FieldFault[]>`errors`.as('errors'), sql<LineResult[]>`results`.as('results')]);
}

export async function insertPurchase(tx: Transaction, row: Insertable<Tables['purchase']>): Promise<void> {
  await tx.execute(query.insertInto('purchase').values(row));
}

export async function updatePurchase(tx: Transaction, id: string, changes: Updateable<Tables['purchase']>): Promise<void> {
  await tx.execute(query.updateTable('purchase').set(changes).where('id', '=', id));
}

/** The refused message without a name of its own that has these contents. */
export async function findNameless(tx: Transaction, contentsHash: Buffer): Promise<string | undefined> {
  const row = await tx.first(
    query
      .selectFrom('purchase')
      .select('id')
      .where('contents_hash', '=', contentsHash)
      .where((where) => where.or([where('source', 'is', null), where('external_id', 'is', null)])),
  );
  return row?.id;
}
