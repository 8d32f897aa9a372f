import type { Closing, ClosingState } from '@kabinet/contracts/organizations/closing-resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Selectable } from 'kysely';
import type { KeptPart } from '../domain/closing.ts';
import { query, type Tables } from '../tables.ts';

export type ClosingRow = Selectable<Tables['closing']>;
type NewClosingRow = Omit<ClosingRow, 'version' | 'updated_at'>;

/** The newest closing or preview of the organization. */
export async function findClosing(db: Queryable, organizationId: string): Promise<ClosingRow | undefined> {
  return db.first(
    query
      .selectFrom('closing')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1),
  );
}

/** The closing that is under way, locked until the transaction ends. */
export async function lockOpenClosing(tx: Transaction, organizationId: string): Promise<ClosingRow | undefined> {
  return tx.first(
    query
      .selectFrom('closing')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('status', 'in', ['closing', 'stuck'])
      .forUpdate(),
  );
}

export async function lockClosing(tx: Transaction, id: string): Promise<ClosingRow | undefined> {
  return tx.first(query.selectFrom('closing').selectAll().where('id', '=', id).forUpdate());
}

export async function insertClosing(tx: Transaction, row: NewClosingRow): Promise<void> {
  const values = { ...row, parts: JSON.stringify(row.parts), version: 1, updated_at: row.created_at };
  await tx.execute(query.insertInto('closing').values(values));
}

export async function updateClosing(
  tx: Transaction,
  id: string,
  to: Pick<ClosingRow, 'status' | 'version' | 'updated_at'> & { readonly parts: readonly KeptPart[] },
): Promise<void> {
  await tx.execute(
    query
      .updateTable('closing')
      .set({ ...to, parts: sql`${JSON.stringify(to.parts)}::jsonb` })
      .where('id', '=', id),
  );
}

/** As the API answers it. */
export function closingOf({ organization_id, id, status, move_up, reason, parts, created_at, updated_at }: ClosingRow): Closing {
  return { id, cabinet_id: organization_id, status, move_up, reason, parts: parts.map(shown), created_at, updated_at };
}

/** As events tell it. */
export function closingStateOf(row: ClosingRow): ClosingState {
  const { id, organization_id, parent_id, organization_version, status, move_up, reason, parts } = row;
  return { id, organization_id, parent_id, organization_version, status, move_up, reason, parts: parts.map(shown) };
}

function shown({ part, status, fault, left }: KeptPart) {
  return { part, status, fault, left };
}

/** Of the organizations directly below one, those that are not closed. */
export async function countOpenChildren(db: Queryable, parentId: string): Promise<{ children: number; branches: number }> {
  const row = await db.first(
    query
      .selectFrom('organization')
      .select(sql<number>`count(*) filter (where kind <> 'branch')`.as('children'))
      .select(sql<number>`count(*) filter (where kind = 'branch')`.as('branches'))
      .where('parent_id', '=', parentId)
      .where('status', '<>', 'closed'),
  );
  return row ?? { children: 0, branches: 0 };
}

/** The next organization directly below `parentId` that can hang elsewhere. */
export async function findMovableChild(tx: Transaction, parentId: string) {
  return tx.first(
    query
      .selectFrom('organization')
      .selectAll()
      .where('parent_id', '=', parentId)
      .where('status', '=', 'active')
      .where('kind', '<>', 'branch')
      .orderBy('id')
      .limit(1),
  );
}

/** A new preview takes the place of earlier ones. */
export async function forgetPreviews(tx: Transaction, organizationId: string): Promise<void> {
  await tx.execute(
    query.deleteFrom('closing').where('organization_id', '=', organizationId).where('status', 'in', ['weighing', 'weighed']),
  );
}
