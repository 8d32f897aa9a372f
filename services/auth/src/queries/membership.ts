import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type MembershipRow = Selectable<Tables['membership']>;

/** The user's memberships with the names of their organizations, by name. */
export async function listMemberships(db: Queryable, userId: string) {
  return db.rows(
    query
      .selectFrom('membership as t')
      .innerJoin('organization_node as node', 'node.id', 't.organization_id')
      .select(['t.organization_id', 't.root_id', 't.role', 't.disabled', 'node.name'])
      .where('t.user_id', '=', userId)
      .orderBy('node.name')
      .orderBy('t.id'),
  );
}

/** The membership of a user in an organization itself, locked until the transaction ends. */
export async function lockMembership(tx: Transaction, organizationId: string, userId: string): Promise<MembershipRow | undefined> {
  return tx.first(
    query.selectFrom('membership').selectAll().where('organization_id', '=', organizationId).where('user_id', '=', userId).forUpdate(),
  );
}

/** Whether somebody with this address belongs to the organization itself. */
export async function isMember(db: Queryable, organizationId: string, email: string): Promise<boolean> {
  const row = await db.first(
    query
      .selectFrom('membership as t')
      .innerJoin('app_user', 'app_user.id', 't.user_id')
      .select('t.id')
      .where('t.organization_id', '=', organizationId)
      .where(sql`lower(app_user.email)`, '=', email),
  );
  return row !== undefined;
}

/** Which of the addresses, in their normal form, belong to members of the organization itself. */
export async function memberEmails(db: Queryable, organizationId: string, emails: readonly string[]): Promise<Set<string>> {
  const rows = await db.rows(
    query
      .selectFrom('membership as t')
      .innerJoin('app_user', 'app_user.id', 't.user_id')
      .select(sql<string>`lower(app_user.email)`.as('email'))
      .where('t.organization_id', '=', organizationId)
      .where(sql<boolean>`lower(app_user.email) = any(${emails}::text[])`),
  );
  return new Set(rows.map(({ email }) => email));
}

/** Lets one change of a tree's owners look after the other, until the transaction ends. */
export async function lockOwners(tx: Transaction, rootId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('owners'), hashtext(${rootId}))`.compile(query));
}

/** Whether somebody else than `exceptId`, a membership, can run the organization: an owner of it or of one above. */
export async function hasOtherOwner(tx: Transaction, organizationId: string, exceptId: string): Promise<boolean> {
  const row = await tx.first(
    query
      .selectFrom('membership as t')
      .innerJoin('app_user', 'app_user.id', 't.user_id')
      .innerJoin('organization_closure as above', 'above.ancestor_id', 't.organization_id')
      .select('t.id')
      .where('above.descendant_id', '=', organizationId)
      .where('t.id', '<>', exceptId)
      .where('t.role', '=', 'owner')
      .where(sql<boolean>`not ('people' = any(t.disabled))`)
      .where('app_user.status', '=', 'active')
      .limit(1),
  );
  return row !== undefined;
}

/** Inserts unless the user belongs to the organization already; answers whether it did. */
export async function insertMembership(tx: Transaction, membership: Insertable<Tables['membership']>): Promise<boolean> {
  return (
    (await tx.execute(
      query
        .insertInto('membership')
        .values(membership)
        .onConflict((conflict) => conflict.doNothing()),
    )) === 1
  );
}

export async function updateMembership(tx: Transaction, id: string, changes: Updateable<Tables['membership']>): Promise<MembershipRow> {
  const row = await tx.first(
    query
      .updateTable('membership')
      .set({ ...changes, version: sql<number>`version + 1` })
      .where('id', '=', id)
      .returningAll(),
  );
  if (!row) throw new Error(`membership ${id} vanished while it was changed`);
  return row;
}

export async function deleteMembership(tx: Transaction, id: string): Promise<void> {
  await tx.execute(query.deleteFrom('membership').where('id', '=', id));
}
