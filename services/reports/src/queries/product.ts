import type { Queryable, Transaction } from '@kabinet/database';
import type { Text } from '@kabinet/problem';
import { sql } from 'kysely';
import { query } from '../tables.ts';

/** Keeps the newest version of a product. */
export async function recordProduct(
  tx: Transaction,
  { id, slug, name, version }: { readonly id: string; readonly slug: string; readonly name: Text; readonly version: number },
): Promise<void> {
  await tx.execute(
    sql`insert into product (id, slug, name, version) values (${id}, ${slug}, ${JSON.stringify(name)}::jsonb, ${version})
      on conflict (id) do update set slug = excluded.slug, name = excluded.name, version = excluded.version
      where product.version <= excluded.version`.compile(query),
  );
}

/** What products are called, by their ids. */
export async function findProductNames(db: Queryable, ids: readonly string[]): Promise<Map<string, Text>> {
  if (ids.length === 0) return new Map();
  const found = query.selectFrom('product').select(['id', sql<Text>`name`.as('name')]);
  return new Map((await db.rows(found.where('id', 'in', [...ids]))).map(({ id, name }) => [id, name]));
}
