import { everywhere } from '@kabinet/contract/access';
import type { Input } from '@kabinet/contract';
import type { authContract } from '@kabinet/contracts/auth';
import { listPage } from '@kabinet/service';
import { sql } from 'kysely';
import type { AuthContext } from '../context.ts';
import { query } from '../tables.ts';
import { matching } from './matching.ts';

type ListQuery = Input<(typeof authContract)['operations']['listUsers']>['query'];

const sorts = {
  email: { expression: sql`t.email`, type: 'text' },
  created_at: { expression: sql`t.created_at`, type: 'timestamptz' },
} as const;

/** All users, by address unless asked otherwise; `q` looks in names and addresses. */
export async function listUsers(context: AuthContext, input: ListQuery) {
  const staff = sql<boolean>`cardinality(t.staff_roles) > 0`;
  const source = query
    .selectFrom('app_user as t')
    .select(['t.id', 't.email', 't.name', 't.status', 't.staff_roles', 't.created_at', 't.updated_at'])
    .$if(input.q !== undefined, (select) => select.where(matching(input.q ?? '', ['t.email', 't.name'])))
    .$if(input.status !== undefined, (select) => select.where('t.status', 'in', input.status ?? []))
    .$if(input.staff === true, (select) => select.where(staff))
    .$if(input.staff === false, (select) => select.where(sql<boolean>`not ${staff}`));
  return listPage(context, query, source, input, { list: 'listUsers', scope: everywhere, sorts, defaultSort: 'email' });
}
