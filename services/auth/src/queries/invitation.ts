import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import { query, type Tables } from '../tables.ts';

/** An invitation without the hash of its link, by which only the system finds one. */
export type InvitationRow = Pick<Selectable<Tables['invitation']>, (typeof columns)[number]>;

const columns = [
  'id',
  'organization_id',
  'root_id',
  'email',
  'name',
  'locale',
  'role',
  'disabled',
  'invited_by',
  'founding',
  'version',
  'created_at',
  'updated_at',
  'expires_at',
  'closed_at',
] as const;

function selectOpen(now: string) {
  return query.selectFrom('invitation').select(columns).where('closed_at', 'is', null).where('expires_at', '>', now);
}

export async function findOpenInvitation(system: Queryable, tokenHash: Buffer, now: string): Promise<InvitationRow | undefined> {
  return system.first(selectOpen(now).where('token_hash', '=', tokenHash));
}

export async function findOpenInvitationById(db: Queryable, id: string, now: string): Promise<InvitationRow | undefined> {
  return db.first(selectOpen(now).where('id', '=', id));
}

/** The open invitation, locked until the transaction ends. */
export async function lockOpenInvitation(tx: Transaction, id: string, now: string): Promise<InvitationRow | undefined> {
  return tx.first(selectOpen(now).where('id', '=', id).forUpdate());
}

/** The unanswered invitation, expired or not, locked until the transaction ends. */
export async function lockUnansweredInvitationById(tx: Transaction, id: string): Promise<InvitationRow | undefined> {
  return tx.first(selectUnanswered().where('id', '=', id).forUpdate());
}

export async function findUnansweredInvitation(db: Queryable, organizationId: string, id: string): Promise<InvitationRow | undefined> {
  return db.first(selectUnanswered().where('organization_id', '=', organizationId).where('id', '=', id));
}

/** The unanswered invitations of these addresses to an organization, expired or not, locked until the transaction ends. */
export async function lockUnansweredInvitations(
  tx: Transaction,
  organizationId: string,
  emails: readonly string[],
): Promise<InvitationRow[]> {
  return tx.rows(
    selectUnanswered()
      .where('organization_id', '=', organizationId)
      .where(sql<boolean>`lower(email) = any(${emails}::text[])`)
      .orderBy('id')
      .forUpdate(),
  );
}

function selectUnanswered() {
  return query.selectFrom('invitation').select(columns).where('closed_at', 'is', null);
}

/** An unanswered invitation of an address to an organization, expired or not, locked until the transaction ends. */
export async function lockUnansweredInvitation(tx: Transaction, organizationId: string, email: string): Promise<InvitationRow | undefined> {
  return tx.first(
    selectUnanswered()
      .where('organization_id', '=', organizationId)
      .where(sql`lower(email)`, '=', email)
      .forUpdate(),
  );
}

/** Inserts unless such an invitation is open, or the founding owner was invited before; answers whether it did. */
export async function insertInvitation(tx: Transaction, invitation: Insertable<Tables['invitation']>): Promise<boolean> {
  return (
    (await tx.execute(
      query
        .insertInto('invitation')
        .values(invitation)
        .onConflict((conflict) => conflict.doNothing()),
    )) === 1
  );
}

/** Inserts those whose address has no open invitation; answers how many that were. */
export async function insertInvitations(tx: Transaction, invitations: readonly Insertable<Tables['invitation']>[]): Promise<number> {
  return tx.execute(
    query
      .insertInto('invitation')
      .values([...invitations])
      .onConflict((conflict) => conflict.doNothing()),
  );
}

export async function updateInvitation(tx: Transaction, id: string, changes: Updateable<Tables['invitation']>): Promise<InvitationRow> {
  const row = await tx.first(
    query
      .updateTable('invitation')
      .set({ ...changes, version: sql<number>`version + 1` })
      .where('id', '=', id)
      .returning(columns),
  );
  if (!row) throw new Error(`invitation ${id} vanished while it was changed`);
  return row;
}
