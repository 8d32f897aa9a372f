import type { Queryable } from '@kabinet/database';
import { sql } from 'kysely';
import { query } from '../tables.ts';

type Belonging = { readonly what: 'licenses' | 'certificates'; readonly count: number };

/** What the organization itself has that is, or will be, in force on `today` or later. */
export async function countBelongings(db: Queryable, organizationId: string, today: string): Promise<Belonging[]> {
  const row = await db.first(
    sql<{ licenses: number; certificates: number }>`select
      (select count(*) from license where organization_id = ${organizationId}::uuid and decision <> 'revoked' and quantity > 0
        and coalesce(valid_until, 'infinity'::date) >= ${today}::date) as licenses,
      (select count(*) from certificate where organization_id = ${organizationId}::uuid and decision <> 'revoked'
        and valid_until >= ${today}::date
        and exists (select from coverage where coverage.certificate_id = certificate.id and coverage.quantity > 0)) as certificates`.compile(
      query,
    ),
  );
  const found: Belonging[] = [
    { what: 'licenses', count: row?.licenses ?? 0 },
    { what: 'certificates', count: row?.certificates ?? 0 },
  ];
  return found.filter(({ count }) => count > 0);
}

/** A licence with units that nobody waits for. */
export interface HeldLicense {
  readonly id: string;
  readonly free: number;
}

/** Licences of the organization itself that were not revoked, by id, behind `after`. */
export async function listHeldLicenses(
  db: Queryable,
  organizationId: string,
  after: string | undefined,
  limit: number,
): Promise<HeldLicense[]> {
  return db.rows(
    query
      .selectFrom('license')
      .select(['id', sql<number>`quantity - pending_quantity`.as('free')])
      .where('organization_id', '=', organizationId)
      .where('decision', '<>', 'revoked')
      .where(sql<boolean>`quantity > pending_quantity`)
      .$if(after !== undefined, (select) => select.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(limit),
  );
}
