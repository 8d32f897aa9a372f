import type { Scope } from '@kabinet/contract/access';
import type { Queryable, Transaction } from '@kabinet/database';
import { reachOf, within } from '@kabinet/database/reach';
import { sql } from 'kysely';
import type { Decision, TermKind } from '../domain/term.ts';
import { query } from '../tables.ts';

/** What licences and certificates have in common. */
export interface TermRow {
  id: string;
  organization_id: string;
  root_id: string;
  number: string;
  product_id: string;
  valid_from: string;
  valid_until: string | null;
  decision: Decision;
  purchase_id: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}

export interface FamilyMember extends TermRow {
  /** What it was first issued as: itself, or what its units were transferred out of. */
  readonly origin_id: string;
}

/** The row, locked until the transaction ends. */
export async function lockTerm(tx: Transaction, kind: TermKind, id: string): Promise<TermRow | undefined> {
  return tx.first(
    sql<TermRow>`select id, organization_id, root_id, number, product_id, valid_from, valid_until, decision, purchase_id, version, created_at, updated_at
      from ${sql.table(kind)} where id = ${id}::uuid for update`.compile(query),
  );
}

/**
 * Locks licences or certificates of these ids, each origin with all that was transferred out of it, in the order of their
 * ids: as transfers lock them.
 */
export async function lockFamilies(tx: Transaction, kind: TermKind, ids: readonly string[]): Promise<FamilyMember[]> {
  return tx.rows(
    sql<FamilyMember>`select id, organization_id, root_id, number, product_id, valid_from, valid_until, decision, purchase_id, version,
      created_at, updated_at, origin_id
      from ${sql.table(kind)} where id = any(${ids}::uuid[]) or origin_id = any(${ids}::uuid[]) order by id for update`.compile(query),
  );
}

/** The last days of these licences and certificates by id, null without an end; locked when `lock` is set. */
export async function fetchEnds(
  db: Queryable,
  terms: readonly { readonly kind: TermKind; readonly id: string }[],
  { lock = false }: { lock?: boolean },
): Promise<Map<string, string | null>> {
  const ends = new Map<string, string | null>();
  for (const kind of ['license', 'certificate'] as const) {
    const ids = terms.filter((term) => term.kind === kind).map(({ id }) => id);
    const rows = await db.rows(
      sql<{ id: string; valid_until: string | null }>`select id, valid_until from ${sql.table(kind)}
        where id = any(${ids}::uuid[]) order by id ${lock ? sql`for update` : sql``}`.compile(query),
    );
    for (const { id, valid_until } of rows) ends.set(id, valid_until);
  }
  return ends;
}

export async function productOf(db: Queryable, kind: TermKind, id: string): Promise<string | undefined> {
  const row = await db.first(sql<{ product_id: string }>`select product_id from ${sql.table(kind)} where id = ${id}::uuid`.compile(query));
  return row?.product_id;
}

export interface TermChanges {
  readonly decision?: Decision;
  readonly valid_until?: string | null;
  readonly versions?: string | null;
  readonly parameters?: string;
  readonly level?: string;
}

export async function updateTerm(
  tx: Transaction,
  kind: TermKind,
  row: Pick<TermRow, 'id' | 'version'>,
  changes: TermChanges,
  at: string,
): Promise<void> {
  const set = Object.entries({ ...changes, version: row.version + 1, updated_at: at }).filter(([, value]) => value !== undefined);
  const assignments = sql.join(set.map(([column, value]) => sql`${sql.ref(column)} = ${value}`));
  await tx.execute(sql`update ${sql.table(kind)} set ${assignments} where id = ${row.id}::uuid`.compile(query));
}

/** Whether the licence or certificate exists within `scope`: the check behind every operation on one. */
export async function termExists(db: Queryable, kind: TermKind, id: string, scope: Scope): Promise<boolean> {
  const found = await db.first(
    sql`select 1 as found from ${sql.table(kind)} t where t.id = ${id}::uuid and ${within(reachOf(scope), 't')}`.compile(query),
  );
  return found !== undefined;
}

/** The next number's place in its sequence. */
export async function nextSequence(tx: Transaction, kind: TermKind): Promise<number> {
  const row = await tx.first(sql<{ next: number }>`select nextval(${`${kind}_sequence`}::regclass) as next`.compile(query));
  if (!row) throw new Error('a sequence has no next value');
  return row.next;
}

/** The status of `t` on `today`, as `statusOn` of the domain derives it; a test holds the two together. */
export function statusColumn(today: string) {
  return sql<'scheduled' | 'active' | 'expired' | 'suspended' | 'revoked'>`case when t.decision <> 'none' then t.decision
    when t.valid_from > ${today}::date then 'scheduled' when t.valid_until < ${today}::date then 'expired' else 'active' end`;
}

/** A filter by derived status that leaves the dates bare for their indexes. */
export function hasStatus(today: string, statuses: readonly string[]) {
  const conditions = statuses.map((status) => {
    switch (status) {
      case 'scheduled':
        return sql`(t.decision = 'none' and t.valid_from > ${today}::date)`;
      case 'expired':
        return sql`(t.decision = 'none' and t.valid_from <= ${today}::date and t.valid_until < ${today}::date)`;
      case 'active':
        return sql`(t.decision = 'none' and t.valid_from <= ${today}::date and (t.valid_until is null or t.valid_until >= ${today}::date))`;
      default:
        return sql`t.decision = ${status}`;
    }
  });
  return sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}
