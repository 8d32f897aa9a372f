import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Selectable } from 'kysely';
import type { Text } from '@kabinet/problem';
import { query, type Tables } from '../tables.ts';

/** Keeps the newest version of a product. */
export async function recordProduct(tx: Transaction, { id, slug, name, version }: Selectable<Tables['product']>): Promise<void> {
  await tx.execute(
    sql`insert into product (id, slug, name, version) values (${id}, ${slug}, ${JSON.stringify(name)}::jsonb, ${version})
      on conflict (id) do update set slug = excluded.slug, name = excluded.name, version = excluded.version
      where product.version <= excluded.version`.compile(query),
  );
}

/** What a product is called; its id while no event has told of it. */
export async function findProductName(db: Queryable, id: string): Promise<Text> {
  const found = await db.first(query.selectFrom('product').select('name').where('id', '=', id));
  return found?.name ?? { ru: id, en: id };
}
