import type { Scope } from '@kabinet/contract/access';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable, type RawBuilder, type Updateable } from 'kysely';
import type { AffectedProduct } from '../domain/advisory/impact.ts';
import type { KnownAdvisory } from '../domain/advisory/lifecycle.ts';
import type { KnownProduct } from '../domain/advisory/product-map.ts';
import { query, type Tables } from '../tables.ts';
import { heldIn, productsHeld } from './holding.ts';

const COLUMNS = [
  't.id',
  't.tracking_id',
  't.title',
  't.severity',
  't.score',
  't.cves',
  't.tlp',
  't.status',
  't.document_status',
  't.document_version',
  't.released_at',
  't.revised_at',
  't.published_at',
  't.created_at',
  't.updated_at',
] as const;

/** A product that an advisory is about, with its statements. */
export type ProductRow = Pick<KnownProduct, 'id' | 'slug' | 'name'> & Pick<AffectedProduct, 'statements'>;

/**
 * The advisories that `scope` shows: all to those who hold the permission everywhere (staff, services), to customers what is
 * published and public, or restricted and about a product that they hold; TLP:RED never.
 */
export function selectAdvisories(scope: Scope, today: string) {
  const all = query
    .selectFrom('advisory as t')
    .select(COLUMNS)
    .select(
      sql<ProductRow[]>`(select coalesce(json_agg(json_build_object('id', p.id, 'slug', p.slug, 'name', p.name,
          'statements', about.statements) order by p.slug), '[]')
        from advisory_product about join product p on p.id = about.product_id where about.advisory_id = t.id)`.as('products'),
    );
  return scope.kind === 'everywhere' ? all : all.where(visibleTo(scope, today));
}

function visibleTo(scope: Scope, today: string): RawBuilder<boolean> {
  const held = sql`exists (select from advisory_product about where about.advisory_id = t.id
    and about.product_id in (${productsHeld(heldIn(scope, today))}))`;
  return sql<boolean>`t.status = 'published' and (t.tlp = 'WHITE' or (t.tlp is distinct from 'RED' and ${held}))`;
}

export async function findAdvisory(db: Queryable, id: string, scope: Scope, today: string) {
  return db.first(
    selectAdvisories(scope, today)
      .innerJoin('advisory_revision as r', (join) => join.onRef('r.advisory_id', '=', 't.id').onRef('r.number', '=', 't.revision'))
      .select(['t.version', 't.file_name', 't.unmatched', 't.withdrawal_reason', 'r.contents'])
      .where('t.id', '=', id),
  );
}

export async function advisoryExists(db: Queryable, id: string, scope: Scope, today: string): Promise<boolean> {
  return (await db.first(selectAdvisories(scope, today).clearSelect().select('t.id').where('t.id', '=', id))) !== undefined;
}

/** The document in force, or that of the reception `number`. */
export async function findDocument(db: Queryable, id: string, number?: number) {
  const select = query
    .selectFrom('advisory as t')
    .innerJoin('advisory_revision as r', 'r.advisory_id', 't.id')
    .select(['t.file_name', 'r.document', 'r.sha256'])
    .where('t.id', '=', id);
  return db.first(number === undefined ? select.whereRef('r.number', '=', 't.revision') : select.where('r.number', '=', number));
}

export async function listRevisions(db: Queryable, id: string) {
  return db.rows(
    query
      .selectFrom('advisory_revision')
      .select(['number', 'document_version', 'document_status', 'source', 'sha256', 'received_at'])
      .where('advisory_id', '=', id)
      .orderBy('number', 'desc'),
  );
}

/** The advisory of a file name, and everybody who takes in the same one waits until the transaction ends. */
export async function lockFile(
  tx: Transaction,
  fileName: string,
): Promise<(KnownAdvisory & { id: string; version: number; revision: number }) | undefined> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('advisory'), hashtext(${fileName}))`.compile(query));
  return tx.first(
    query
      .selectFrom('advisory as t')
      .innerJoin('advisory_revision as r', (join) => join.onRef('r.advisory_id', '=', 't.id').onRef('r.number', '=', 't.revision'))
      .select(['t.id', 't.tracking_id', 't.publisher_namespace', 't.status', 't.document_version', 't.version', 't.revision', 'r.sha256'])
      .where('t.file_name', '=', fileName)
      .forUpdate('t'),
  );
}

export async function lockAdvisory(tx: Transaction, id: string) {
  return tx.first(
    query
      .selectFrom('advisory')
      .select(['id', 'version', 'status', 'document_status', 'tlp', 'published_at'])
      .where('id', '=', id)
      .forUpdate(),
  );
}

export async function insertAdvisory(tx: Transaction, row: Insertable<Tables['advisory']>): Promise<void> {
  await tx.execute(query.insertInto('advisory').values(row));
}

export async function updateAdvisory(tx: Transaction, id: string, changes: Updateable<Tables['advisory']>): Promise<void> {
  await tx.execute(query.updateTable('advisory').set(changes).where('id', '=', id));
}

export async function insertRevision(tx: Transaction, row: Insertable<Tables['advisory_revision']>): Promise<void> {
  await tx.execute(query.insertInto('advisory_revision').values(row));
}

/** Puts the products of the reception in force in place of those before. */
export async function replaceProducts(tx: Transaction, id: string, products: readonly AffectedProduct[]): Promise<void> {
  await tx.execute(query.deleteFrom('advisory_product').where('advisory_id', '=', id));
  if (products.length === 0) return;
  await tx.execute(
    query
      .insertInto('advisory_product')
      .values(products.map(({ product_id, statements }) => ({ advisory_id: id, product_id, statements: JSON.stringify(statements) }))),
  );
}

/** All products, archived ones too: software that is sold no more runs on. */
export async function listKnownProducts(db: Queryable): Promise<KnownProduct[]> {
  return db.rows(query.selectFrom('product').select(['id', 'slug', 'name']));
}
