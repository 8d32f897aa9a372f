import type { Transaction } from '@kabinet/database';
import type { Insertable } from 'kysely';
import { query, type Tables } from '../tables.ts';

/** Keeps that the organization has the version; answers whether that is new. */
export async function insertObtained(tx: Transaction, row: Insertable<Tables['obtained_version']>): Promise<boolean> {
  const insert = query.insertInto('obtained_version').values(row);
  return (await tx.execute(insert.onConflict((conflict) => conflict.doNothing()))) === 1;
}
