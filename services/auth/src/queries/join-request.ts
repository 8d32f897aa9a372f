import type { Scope } from '@kabinet/contract/access';
import type { Input } from '@kabinet/contract';
import type { authContract } from '@kabinet/contracts/auth';
import type { JoinRequest } from '@kabinet/contracts/auth/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { reachOf, within } from '@kabinet/database/reach';
import { listPage } from '@kabinet/service';
import { sql, type Insertable, type Selectable } from 'kysely';
import type { AuthContext } from '../context.ts';
import { query, type Tables } from '../tables.ts';
import { matching } from './matching.ts';

export type JoinRequestRow = Selectable<Tables['join_request']>;
type ListQuery = Input<(typeof authContract)['operations']['listJoinRequests']>['query'];

const sorts = { created_at: { expression: sql`t.created_at`, type: 'timestamptz' } } as const;

/** The requests that wait for an answer, the newest first; `q` looks in names and addresses. */
export async function listJoinRequests(context: AuthContext, input: ListQuery) {
  const source = query
    .selectFrom('join_request as t')
    .leftJoin('organization_node as node', 'node.id', 't.organization_id')
    .select(['t.id', 't.email', 't.name', 't.comment', 't.created_at'])
    .select(sql<JoinRequest['cabinet']>`jsonb_build_object('id', t.organization_id, 'name', coalesce(node.name, ''))`.as('cabinet'))
    .where('t.closed_at', 'is', null)
    .$if(input.q !== undefined, (select) => select.where(matching(input.q ?? '', ['t.name', 't.email'])));
  const scope = context.scope('people.manage');
  return listPage(context, query, source, input, { list: 'listJoinRequests', scope, sorts, defaultSort: '-created_at' });
}

/** Whether the request exists within `scope` and waits for an answer. */
export async function joinRequestExists(db: Queryable, id: string, scope: Scope): Promise<boolean> {
  const open = query.selectFrom('join_request as t').select('t.id').where('t.id', '=', id).where('t.closed_at', 'is', null);
  return (await db.first(open.where(within(reachOf(scope), 't')))) !== undefined;
}

/** Closes an open request; undefined when it was answered before. */
export async function closeJoinRequest(tx: Transaction, id: string, now: string): Promise<JoinRequestRow | undefined> {
  return tx.first(
    query.updateTable('join_request').set({ closed_at: now }).where('id', '=', id).where('closed_at', 'is', null).returningAll(),
  );
}

/** Inserts unless the address has an open request at the organization; answers whether it did. */
export async function insertJoinRequest(tx: Transaction, request: Insertable<Tables['join_request']>): Promise<boolean> {
  return (
    (await tx.execute(
      query
        .insertInto('join_request')
        .values(request)
        .onConflict((conflict) => conflict.doNothing()),
    )) === 1
  );
}

/** Who decides about an organization: its own owners, or those of the nearest organization above that has some. At most `limit`. */
export async function nearestOwners(db: Queryable, organizationId: string, limit: number): Promise<string[]> {
  const rows = await db.rows(
    sql<{ user_id: string }>`select user_id from (
        select t.user_id, t.id, above.depth, min(above.depth) over () as nearest
        from membership t join organization_closure above on above.ancestor_id = t.organization_id
        join app_user on app_user.id = t.user_id
        where above.descendant_id = ${organizationId} and t.role = 'owner' and not ('people' = any(t.disabled)) and app_user.status = 'active'
      ) owner where depth = nearest order by id limit ${limit}`.compile(query),
  );
  return rows.map(({ user_id }) => user_id);
}

export async function insertNotices(tx: Transaction, notices: readonly Insertable<Tables['join_request_notice']>[]): Promise<void> {
  if (notices.length > 0) await tx.execute(query.insertInto('join_request_notice').values([...notices]));
}

/** What one owner is to be told of a request that still waits, and who that is. */
export async function findNotice(db: Queryable, id: string): Promise<(JoinRequestRow & { owner_id: string }) | undefined> {
  return db.first(
    query
      .selectFrom('join_request_notice as notice')
      .innerJoin('join_request as t', 't.id', 'notice.join_request_id')
      .selectAll('t')
      .select('notice.user_id as owner_id')
      .where('notice.id', '=', id)
      .where('t.closed_at', 'is', null),
  );
}
