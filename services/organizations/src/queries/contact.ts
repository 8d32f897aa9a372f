import type { Queryable, Transaction } from '@kabinet/database';
import type { Insertable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export async function insertContact(tx: Transaction, contact: Insertable<Tables['organization_contact']>): Promise<void> {
  await tx.execute(
    query
      .insertInto('organization_contact')
      .values(contact)
      .onConflict((conflict) => conflict.doNothing()),
  );
}

export async function findFoundingContact(db: Queryable, organizationId: string): Promise<{ email: string; name: string } | undefined> {
  return db.first(
    query
      .selectFrom('organization_contact')
      .select(['email', 'name'])
      .where('organization_id', '=', organizationId)
      .where('founding', '=', true),
  );
}

export async function listContacts(db: Queryable, organizationId: string) {
  return db.rows(
    query
      .selectFrom('organization_contact')
      .select(['email', 'name', 'founding', 'created_at'])
      .where('organization_id', '=', organizationId)
      .orderBy('created_at')
      .orderBy('email'),
  );
}
