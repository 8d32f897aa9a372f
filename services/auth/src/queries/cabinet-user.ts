import type { Input } from '@kabinet/contract';
import type { authContract } from '@kabinet/contracts/auth';
import type { CabinetUser } from '@kabinet/contracts/auth/resources';
import type { Queryable } from '@kabinet/database';
import { listPage } from '@kabinet/service';
import { sql } from 'kysely';
import type { AuthContext } from '../context.ts';
import { query } from '../tables.ts';
import { matching } from './matching.ts';

type ListQuery = Input<(typeof authContract)['operations']['listCabinetUsers']>['query'];
type CabinetUserRow = CabinetUser & { organization_id: string; root_id: string; version: number };

const sorts = {
  name: { expression: sql`t.name`, type: 'text' },
  created_at: { expression: sql`t.created_at`, type: 'timestamptz' },
} as const;

/** Members, and who is invited. Of the invited only what the inviter wrote is shown, whoever they turn out to be. */
function selectCabinetUsers(now: string) {
  const people = sql<CabinetUserRow>`(
    select member.id, member.email, member.name, m.role, m.disabled, member.status, m.created_at, null::timestamptz as expires_at, m.organization_id, m.root_id, m.version
    from membership m join app_user member on member.id = m.user_id
    union all
    select id, email, name, role, disabled, case when expires_at > ${now}::timestamptz then 'invited' else 'expired' end, created_at,
      expires_at, organization_id, root_id, version
    from invitation where closed_at is null
  )`.as('t');
  return query.selectFrom(people).select(['t.id', 't.email', 't.name', 't.role', 't.disabled', 't.status', 't.created_at', 't.expires_at']);
}

/** The people of one organization itself, by name unless asked otherwise; `q` looks in names and addresses. */
export async function listCabinetUsers(context: AuthContext, organizationId: string, input: ListQuery) {
  // The reach below says the same again; said here, no plan of the page's reads the people of the whole tree.
  const source = selectCabinetUsers(context.now().toISOString())
    .where('t.organization_id', '=', organizationId)
    .$if(input.q !== undefined, (select) => select.where(matching(input.q ?? '', ['t.name', 't.email'])));
  const narrowed = { ...input, cabinet_id: organizationId, descendants: false };
  return listPage(context, query, source, narrowed, {
    list: 'listCabinetUsers',
    scope: context.scope('people.read'),
    sorts,
    defaultSort: 'name',
  });
}

export async function findCabinetUser(
  db: Queryable,
  organizationId: string,
  id: string,
  now: string,
): Promise<(CabinetUser & { version: number }) | undefined> {
  return db.first(selectCabinetUsers(now).select('t.version').where('t.organization_id', '=', organizationId).where('t.id', '=', id));
}
