import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Selectable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type KnownProduct = Selectable<Tables['product']>;

export async function findProduct(db: Queryable, id: string): Promise<KnownProduct | undefined> {
  return db.first(query.selectFrom('product').selectAll().where('id', '=', id));
}

/** Keeps the newest version of a product. */
export async function recordProduct(tx: Transaction, { id, slug, name, support_levels, version }: KnownProduct): Promise<void> {
  await tx.execute(
    sql`insert into product (id, slug, name, support_levels, version)
      values (${id}, ${slug}, ${JSON.stringify(name)}::jsonb, ${JSON.stringify(support_levels)}::jsonb, ${version})
      on conflict (id) do update set slug = excluded.slug, name = excluded.name, support_levels = excluded.support_levels,
        version = excluded.version
      where product.version <= excluded.version`.compile(query),
  );
}
