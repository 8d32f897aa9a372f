import type { Category } from '@kabinet/contracts/knowledge/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import { query, type Tables } from '../tables.ts';
import { visibleTo, type Reader } from './shown-article.ts';

/** All of them in their order, each with how many of its articles `reader` sees. */
export async function listCategories(db: Queryable, reader: Reader): Promise<Category[]> {
  return db.rows(
    sql<Category>`select c.id, c.slug, c.name, c.position, c.created_at, c.updated_at, coalesce(counted.articles, 0)::int as articles from category c
      left join (select t.category_id, count(*) as articles from shown_article t
        where ${visibleTo(reader, 't')} and t.category_id is not null group by t.category_id) counted on counted.category_id = c.id
      order by c.position, c.slug`.compile(query),
  );
}

export async function categoryExists(db: Queryable, id: string): Promise<boolean> {
  return (await db.first(query.selectFrom('category').select('id').where('id', '=', id))) !== undefined;
}

/** The category, locked until the transaction ends. */
export async function lockCategory(tx: Transaction, id: string): Promise<Selectable<Tables['category']> | undefined> {
  return tx.first(query.selectFrom('category').selectAll().where('id', '=', id).forUpdate());
}

export async function countCategories(tx: Transaction): Promise<number> {
  return (await tx.rows(query.selectFrom('category').select('id'))).length;
}

/** Whether the name is another category's, which nobody can take until the transaction ends. */
export async function isCategorySlugTaken(tx: Transaction, slug: string, butBy: string): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('categories'), hashtext(current_schema()))`.compile(query));
  return (await tx.first(query.selectFrom('category').select('id').where('slug', '=', slug).where('id', '<>', butBy))) !== undefined;
}

export async function insertCategory(tx: Transaction, row: Insertable<Tables['category']>): Promise<void> {
  await tx.execute(query.insertInto('category').values(row));
}

export async function updateCategory(tx: Transaction, id: string, changes: Updateable<Tables['category']>): Promise<void> {
  await tx.execute(query.updateTable('category').set(changes).where('id', '=', id));
}

export async function deleteCategory(tx: Transaction, id: string): Promise<void> {
  await tx.execute(query.deleteFrom('category').where('id', '=', id));
}
