import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable } from 'kysely';
import { query, type Tables } from '../tables.ts';

/** Keeps the newest version of a person. */
export async function recordPerson(tx: Transaction, person: Insertable<Tables['person']>): Promise<void> {
  await tx.execute(
    sql`insert into person (id, status, staff_roles, version)
      values (${person.id}, ${person.status}, ${person.staff_roles}, ${person.version})
      on conflict (id) do update set status = excluded.status, staff_roles = excluded.staff_roles, version = excluded.version
      where person.version <= excluded.version`.compile(query),
  );
}

/** Keeps the newest version of a membership; one that has ended stays ended. */
export async function recordMembership(tx: Transaction, membership: Insertable<Tables['membership']>): Promise<void> {
  const { id, user_id, organization_id, root_id, role, disabled, version, ended } = membership;
  await tx.execute(
    sql`insert into membership (id, user_id, organization_id, root_id, role, disabled, version, ended)
      values (${id}, ${user_id}, ${organization_id}, ${root_id}, ${role}, ${disabled}, ${version}, ${ended})
      on conflict (id) do update set role = excluded.role, disabled = excluded.disabled, version = excluded.version,
        ended = membership.ended or excluded.ended
      where membership.version <= excluded.version`.compile(query),
  );
}

/** Those of the people who may not log in any more. */
export async function disabledAmong(db: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.rows(query.selectFrom('person').select('id').where('id', 'in', ids).where('status', '=', 'disabled'));
  return new Set(rows.map(({ id }) => id));
}

/** The ids of active people with one of these staff roles, at most 100. */
export async function listStaff(db: Queryable, roles: readonly string[]): Promise<string[]> {
  const rows = await db.rows(
    sql<{ id: string }>`select id from person where staff_roles && ${roles}::text[] and staff_roles <> '{}' and status = 'active'
      order by id limit 100`.compile(query),
  );
  return rows.map(({ id }) => id);
}
