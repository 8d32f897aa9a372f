import type { DocumentKind } from '@kabinet/contracts/documents/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import type { Selectable, Updateable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type TemplateRow = Selectable<Tables['template']>;

/** What was ever changed about the templates of a product. */
export async function findTemplates(db: Queryable, productId: string): Promise<TemplateRow[]> {
  return db.rows(query.selectFrom('template').selectAll().where('product_id', '=', productId));
}

export async function findTemplate(db: Queryable, productId: string, kind: DocumentKind): Promise<TemplateRow | undefined> {
  return db.first(query.selectFrom('template').selectAll().where('product_id', '=', productId).where('kind', '=', kind));
}

/** The row, locked until the transaction ends; `fresh` is written first, at version 0, when there is none. */
export async function lockTemplate(
  tx: Transaction,
  fresh: { readonly id: string; readonly product_id: string; readonly kind: DocumentKind; readonly at: string },
): Promise<TemplateRow> {
  const { at, ...row } = fresh;
  const made = { ...row, main: null, files: null, accent: null, version: 0, created_at: at, updated_at: at };
  await tx.execute(
    query
      .insertInto('template')
      .values(made)
      .onConflict((conflict) => conflict.columns(['product_id', 'kind']).doNothing()),
  );
  const found = query.selectFrom('template').selectAll().where('product_id', '=', fresh.product_id).where('kind', '=', fresh.kind);
  const locked = await tx.first(found.forUpdate());
  if (!locked) throw new Error('a template vanished: none is ever deleted');
  return locked;
}

/** Answers the row as it is now. */
export async function updateTemplate(tx: Transaction, id: string, changes: Updateable<Tables['template']>): Promise<TemplateRow> {
  const changed = await tx.first(query.updateTable('template').set(changes).where('id', '=', id).returningAll());
  if (!changed) throw new Error('a template vanished: none is ever deleted');
  return changed;
}
