import type { Queryable } from '@kabinet/database';
import { sql } from 'kysely';
import type { Renewable } from '../domain/purchase.ts';
import { query } from '../tables.ts';

/** Licences and certificates by their numbers, with who owns them. */
export async function findRenewables(db: Queryable, numbers: readonly string[]): Promise<Map<string, Renewable>> {
  if (numbers.length === 0) return new Map();
  const rows = await db.rows(
    sql<Renewable>`
      select 'license' as kind, id, number, valid_until, decision, organization_id from license where number = any(${numbers}::text[])
      union all
      select 'certificate', id, number, valid_until, decision, organization_id from certificate where number = any(${numbers}::text[])
    `.compile(query),
  );
  return new Map(rows.map((row) => [row.number, row]));
}
