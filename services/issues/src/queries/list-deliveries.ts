import type { Input } from '@kabinet/contract';
import { everywhere } from '@kabinet/contract/access';
import type { issuesContract } from '@kabinet/contracts/issues';
import type { HelpdeskDelivery } from '@kabinet/contracts/issues/resources';
import { listPage } from '@kabinet/service';
import { sql } from 'kysely';
import type { IssuesContext } from '../context.ts';
import { query } from '../tables.ts';

type ListQuery = Input<(typeof issuesContract)['operations']['listDeliveries']>['query'];

/** What is on its way to the helpdesk, the latest first unless asked otherwise. `q` looks in the requests' numbers. */
export async function listDeliveries(context: IssuesContext, input: ListQuery) {
  const pattern = `%${(input.q ?? '').replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const source = query
    .selectFrom('delivery as t')
    .leftJoin('issue as i', 'i.id', 't.issue_id')
    .select(['t.id', 't.kind', 't.state', 't.attempts', 't.fault', 't.created_at', 't.due_at', 't.delivered_at'])
    .select(sql<HelpdeskDelivery['issue']>`json_build_object('id', t.issue_id, 'number', i.number)`.as('issue'))
    .$if(input.q !== undefined, (select) => select.where('i.number', 'ilike', pattern))
    .$if(input.state !== undefined, (select) => select.where('t.state', 'in', input.state ?? []));
  return listPage<HelpdeskDelivery>(context, query, source, input, {
    list: 'listDeliveries',
    scope: everywhere,
    sorts: { created_at: { expression: sql`t.created_at`, type: 'timestamptz' } },
    defaultSort: '-created_at',
  });
}
