import type { Queryable, Transaction } from '@kabinet/database';
import type { OrganizationNode } from '@kabinet/database/organization-tree';
import { sql } from 'kysely';
import { query } from '../tables.ts';

interface Issued {
  readonly id: string;
  readonly number: string;
}

/** What a row of an issued list became. */
export interface RowResult {
  readonly row: number;
  readonly license: Issued | null;
  readonly certificate: Issued | null;
}

export interface IssuedList {
  readonly issued_at: string;
  readonly results: readonly RowResult[];
}

/** The list of these contents, if it was issued. */
export async function findIssuedList(db: Queryable, contentsHash: Buffer): Promise<IssuedList | undefined> {
  return db.first(
    query
      .selectFrom('license_import')
      .select(['created_at as issued_at', sql<RowResult[]>`results`.as('results')])
      .where('contents_hash', '=', contentsHash),
  );
}

/** Claims the contents for this transaction; false once another one has issued them, for which it waits. */
export async function claimList(tx: Transaction, list: { id: string; contents_hash: Buffer; created_at: string }): Promise<boolean> {
  const claimed = await tx.rows(
    query
      .insertInto('license_import')
      .values({ ...list, results: '[]' })
      .onConflict((conflict) => conflict.column('contents_hash').doNothing())
      .returning('id'),
  );
  return claimed.length > 0;
}

export async function keepResults(tx: Transaction, id: string, results: readonly RowResult[]): Promise<void> {
  await tx.execute(
    query
      .updateTable('license_import')
      .set({ results: JSON.stringify(results) })
      .where('id', '=', id),
  );
}

/** The organizations with these ids or ИНН, closed ones included. */
export async function findOwners(db: Queryable, keys: { ids: readonly string[]; inns: readonly string[] }): Promise<OrganizationNode[]> {
  return db.rows(
    query
      .selectFrom('organization_node')
      .selectAll()
      .where(sql<boolean>`id = any(${keys.ids}::uuid[]) or inn = any(${keys.inns}::text[])`)
      .orderBy('id'),
  );
}

/** The ids of licences by their numbers. */
export async function findLicenseIds(db: Queryable, numbers: readonly string[]): Promise<string[]> {
  const rows = await db.rows(
    query
      .selectFrom('license')
      .select('id')
      .where(sql<boolean>`number = any(${numbers}::text[])`),
  );
  return rows.map(({ id }) => id);
}
