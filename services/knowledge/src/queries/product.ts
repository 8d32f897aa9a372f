import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Selectable } from 'kysely';
import { query, type Tables } from '../tables.ts';

type KnownProduct = Selectable<Tables['product']>;

/** Those of `ids` that this service has heard of. */
export async function knownProducts(db: Queryable, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  return (await db.rows(query.selectFrom('product').select('id').where('id', 'in', ids))).map(({ id }) => id);
}

/** Keeps the newest version of a product. */
export async function recordProduct(tx: Transaction, { id, slug, name, version }: KnownProduct): Promise<void> {
  await tx.execute(
    sql`insert into product (id, slug, name, version) values (${id}, ${slug}, ${JSON.stringify(name)}::jsonb, ${version})
      on conflict (id) do update set slug = excluded.slug, name = excluded.name, version = excluded.version
      where product.version <= excluded.version`.compile(query),
  );
}
