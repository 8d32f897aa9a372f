import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Selectable } from 'kysely';
import type { Text } from '@kabinet/problem';
import { query, type Tables } from '../tables.ts';

export type ProductRow = Selectable<Tables['product']>;

/** Keeps the newest version of a product. */
export async function recordProduct(tx: Transaction, product: ProductRow): Promise<void> {
  const { id, slug, name, update_policy, security_policy, version } = product;
  await tx.execute(
    sql`insert into product (id, slug, name, update_policy, security_policy, version)
      values (${id}, ${slug}, ${JSON.stringify(name)}::jsonb, ${update_policy}, ${security_policy}, ${version})
      on conflict (id) do update set slug = excluded.slug, name = excluded.name, update_policy = excluded.update_policy,
        security_policy = excluded.security_policy, version = excluded.version
      where product.version <= excluded.version`.compile(query),
  );
}

export async function findProduct(db: Queryable, id: string): Promise<ProductRow | undefined> {
  return db.first(query.selectFrom('product').selectAll().where('id', '=', id));
}

/** What a product is called; its id while no event has told of it. */
export async function findProductName(db: Queryable, id: string): Promise<Text> {
  return (await findProduct(db, id))?.name ?? { ru: id, en: id };
}
