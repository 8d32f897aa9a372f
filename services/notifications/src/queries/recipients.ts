import { sql, type RawBuilder } from 'kysely';
import type { Audience } from '../domain/kinds.ts';

/** People, as a select of their ids as `user_id`, in SQL over what this service knows of others. */
export type Recipients = RawBuilder<{ user_id: string }>;

/** Those who hold a right in an organization: by a membership there or above. */
export function membersOf(organizationId: string, { roles, group }: Audience): Recipients {
  return sql`select distinct membership.user_id from organization_closure above
    join membership on membership.organization_id = above.ancestor_id and ${holds({ roles, group })}
    where above.descendant_id = ${organizationId}::uuid`;
}

/** Those who hold a right in any organization that `holdings`, a select over `holding`, finds as `organization_id`. */
export function membersOfHolders(holdings: RawBuilder<{ organization_id: string }>, { roles, group }: Audience): Recipients {
  return sql`select distinct membership.user_id from (select distinct organization_id from (${holdings}) held) holder
    join organization_closure above on above.descendant_id = holder.organization_id
    join membership on membership.organization_id = above.ancestor_id and ${holds({ roles, group })}`;
}

export function staffWith({ roles }: Audience): Recipients {
  return sql`select id as user_id from person where staff_roles && ${roles}::text[] and staff_roles <> '{}'`;
}

/** A single organization, as a select of `organization_id`. */
export function onlyOrganization(id: string): RawBuilder<{ organization_id: string }> {
  return sql`select ${id}::uuid as organization_id`;
}

export function onlyUser(userId: string): Recipients {
  return sql`select ${userId}::uuid as user_id`;
}

function holds({ roles, group }: Audience): RawBuilder<boolean> {
  return sql<boolean>`not membership.ended and membership.role = any(${roles}::text[]) and not (${group} = any(membership.disabled))`;
}

/** Those of `users` whom `recipients` has too: who has lost their right is told no more. */
export function among(users: readonly string[], recipients: Recipients): Recipients {
  return sql`select user_id from (${recipients}) entitled where user_id = any(${users}::uuid[])`;
}

export function either(one: Recipients, other: Recipients): Recipients {
  return sql`(${one}) union (${other})`;
}

export function without(recipients: Recipients, users: readonly string[]): Recipients {
  return sql`select user_id from (${recipients}) others where user_id <> all(${users}::uuid[])`;
}

export function everybodyIn(audience: Audience): Recipients {
  return sql`select distinct membership.user_id from membership where ${holds(audience)}`;
}

/** Those of an organization: by a membership there, above or below. */
export function withinOrganization(organizationId: string, audience: Audience): Recipients {
  return sql`select distinct membership.user_id from organization_closure path
    join membership on membership.organization_id = case when path.descendant_id = ${organizationId}::uuid then path.ancestor_id else path.descendant_id end
      and ${holds(audience)}
    where path.descendant_id = ${organizationId}::uuid or path.ancestor_id = ${organizationId}::uuid`;
}
