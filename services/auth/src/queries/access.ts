import type { Queryable, Transaction } from '@kabinet/database';
import { sql } from 'kysely';
import { query } from '../tables.ts';
import type { MembershipRow } from './membership.ts';

type Access = { readonly what: 'people' | 'tokens' | 'invitations'; readonly count: number };

/** Who and what has access to the organization itself, or is to get it. */
export async function countAccess(db: Queryable, organizationId: string, now: string): Promise<Access[]> {
  const row = await db.first(
    sql<{ people: number; tokens: number; invitations: number }>`select
      (select count(*) from membership where organization_id = ${organizationId}::uuid) as people,
      (select count(*) from machine_token where organization_id = ${organizationId}::uuid and revoked_at is null) as tokens,
      (select count(*) from invitation where organization_id = ${organizationId}::uuid and closed_at is null
        and expires_at > ${now}::timestamptz) as invitations`.compile(query),
  );
  const found: Access[] = [
    { what: 'people', count: row?.people ?? 0 },
    { what: 'tokens', count: row?.tokens ?? 0 },
    { what: 'invitations', count: row?.invitations ?? 0 },
  ];
  return found.filter(({ count }) => count > 0);
}

/** Some members of the organization itself, locked until the transaction ends. */
export async function lockMemberships(tx: Transaction, organizationId: string, limit: number): Promise<MembershipRow[]> {
  return tx.rows(
    query.selectFrom('membership').selectAll().where('organization_id', '=', organizationId).orderBy('id').limit(limit).forUpdate(),
  );
}

/** Some unanswered invitations, expired or not. */
export async function lockInvitations(tx: Transaction, organizationId: string, limit: number): Promise<{ id: string }[]> {
  return tx.rows(
    query
      .selectFrom('invitation')
      .select('id')
      .where('organization_id', '=', organizationId)
      .where('closed_at', 'is', null)
      .orderBy('id')
      .limit(limit)
      .forUpdate(),
  );
}

/** Some tokens that were not revoked. */
export async function lockTokens(tx: Transaction, organizationId: string, limit: number): Promise<{ id: string }[]> {
  return tx.rows(
    query
      .selectFrom('machine_token')
      .select('id')
      .where('organization_id', '=', organizationId)
      .where('revoked_at', 'is', null)
      .orderBy('id')
      .limit(limit)
      .forUpdate(),
  );
}
