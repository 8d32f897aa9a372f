import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type RawBuilder, type Selectable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type SecurityRow = Selectable<Tables['organization_security']>;

/**
 * Whether the membership `alias` grants nothing: its organization, or one above, asks for a second factor that its person has not. The one
 * place where that is decided; asked past the second wall, which factors stand behind.
 */
export function heldBack(alias: string): RawBuilder<boolean> {
  return sql<boolean>`(
    exists (select from organization_security asked
      join organization_closure above on above.ancestor_id = asked.organization_id
      where above.descendant_id = ${sql.ref(`${alias}.organization_id`)} and asked.second_factor = 'required')
    and not exists (select from second_factor factor
      where factor.user_id = ${sql.ref(`${alias}.user_id`)} and factor.confirmed_at is not null))`;
}

/** The organizations whose memberships of the user are held back. */
export async function organizationsHeldBack(system: Queryable, userId: string): Promise<Set<string>> {
  const rows = await system.rows(
    query.selectFrom('membership as t').select('t.organization_id').where('t.user_id', '=', userId).where(heldBack('t')),
  );
  return new Set(rows.map(({ organization_id }) => organization_id));
}

/** What the organization itself says, and whether one above asks for a second factor whatever it says. */
export async function readSecurity(db: Queryable, organizationId: string) {
  const row = await db.first(
    sql<{ second_factor: 'optional' | 'required'; inherited: boolean }>`select
      coalesce((select second_factor from organization_security where organization_id = ${organizationId}), 'optional') as second_factor,
      exists (select from organization_security asked join organization_closure above on above.ancestor_id = asked.organization_id
        where above.descendant_id = ${organizationId} and above.depth > 0 and asked.second_factor = 'required') as inherited`.compile(
      query,
    ),
  );
  return row ?? { second_factor: 'optional' as const, inherited: false };
}

export async function putSecurity(tx: Transaction, row: Omit<SecurityRow, 'version'>): Promise<SecurityRow> {
  const { second_factor, updated_at } = row;
  const saved = await tx.first(
    query
      .insertInto('organization_security')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .column('organization_id')
          .doUpdateSet({ second_factor, updated_at, version: sql<number>`organization_security.version + 1` }),
      )
      .returningAll(),
  );
  if (!saved) throw new Error(`the security of ${row.organization_id} was not saved`);
  return saved;
}
