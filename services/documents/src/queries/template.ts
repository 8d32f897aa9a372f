import type { DocumentKind, TemplateFiles } from '@kabinet/contracts/documents/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Selectable, type Updateable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type TemplateRow = Omit<Selectable<Tables['template']>, 'files'> & { readonly files: TemplateFiles | null };

const COLUMNS = ['id', 'product_id', 'kind', 'main', 'accent', 'version', 'created_at', 'updated_at'] as const;
const FILES = sql<TemplateFiles | null>`files`.as('files');

function selectTemplates(productId: string) {
  return query.selectFrom('template').select(COLUMNS).select(FILES).where('product_id', '=', productId);
}

/** What was ever changed about the templates of a product. */
export async function findTemplates(db: Queryable, productId: string): Promise<TemplateRow[]> {
  return db.rows(selectTemplates(productId));
}

export async function findTemplate(db: Queryable, productId: string, kind: DocumentKind): Promise<TemplateRow | undefined> {
  return db.first(selectTemplates(productId).where('kind', '=', kind));
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
  const locked = await tx.first(selectTemplates(fresh.product_id).where('kind', '=', fresh.kind).forUpdate());
  if (!locked) throw new Error('a template vanished: none is ever deleted');
  return locked;
}

/** Answers the row as it is now. `files` is JSON text. */
export async function updateTemplate(tx: Transaction, id: string, changes: Updateable<Tables['template']>): Promise<TemplateRow> {
  const changed = await tx.first(query.updateTable('template').set(changes).where('id', '=', id).returning(COLUMNS).returning(FILES));
  if (!changed) throw new Error('a template vanished: none is ever deleted');
  return changed;
}
