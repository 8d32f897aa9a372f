import type { Transaction } from '@kabinet/database';
import { sql, type RawBuilder, type Selectable } from 'kysely';
import { query, type Tables } from '../tables.ts';

/** Keeps that an organization has a version; told again it changes nothing. */
export async function recordObtained(tx: Transaction, obtained: Selectable<Tables['obtained_version']>): Promise<void> {
  const insert = query.insertInto('obtained_version').values(obtained);
  await tx.execute(insert.onConflict((conflict) => conflict.doNothing()));
}

type Organizations = RawBuilder<{ organization_id: string }>;

/** Organizations that downloaded a version, as a select of `organization_id`. */
export function obtainersOf(productId: string, version: string): Organizations {
  return sql`select obtained_version.organization_id from obtained_version
    where obtained_version.product_id = ${productId}::uuid and obtained_version.version = ${version}`;
}

export function eitherOf(some: Organizations, others: Organizations): Organizations {
  return sql`(${some}) union all (${others})`;
}
