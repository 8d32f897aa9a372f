import type { Queryable, Transaction } from '@kabinet/database';
import { everywhere } from '@kabinet/contract/access';
import type { Input } from '@kabinet/contract';
import type { authContract } from '@kabinet/contracts/auth';
import { listPage } from '@kabinet/service';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { AuthContext } from '../context.ts';
import { heldBack } from './organization-security.ts';
import { query, type Tables } from '../tables.ts';
import { matching } from './matching.ts';

export type SessionRow = Selectable<Tables['session']>;

export async function insertSession(tx: Transaction, session: Insertable<Tables['session']>): Promise<void> {
  await tx.execute(query.insertInto('session').values(session));
}

/** The session, locked until the transaction ends. */
export async function lockSession(tx: Transaction, id: string): Promise<SessionRow | undefined> {
  return tx.first(query.selectFrom('session').selectAll().where('id', '=', id).forNoKeyUpdate());
}

export async function updateSession(tx: Transaction, id: string, changes: Updateable<Tables['session']>): Promise<void> {
  await tx.execute(query.updateTable('session').set(changes).where('id', '=', id));
}

/** Ends the user's sessions but `except`; answers how many there were. */
export async function endSessionsOf(tx: Transaction, userId: string, now: string, except: string | null): Promise<number> {
  return tx.execute(
    query
      .updateTable('session')
      .set({ ended_at: now })
      .where('user_id', '=', userId)
      .where('ended_at', 'is', null)
      .$if(except !== null, (update) => update.where('id', '<>', except ?? '')),
  );
}

const sorts = {
  last_used_at: { expression: sql`t.last_used_at`, type: 'timestamptz' },
  created_at: { expression: sql`t.created_at`, type: 'timestamptz' },
} as const;

type ListQuery = Input<(typeof authContract)['operations']['listSessions']>['query'];

/**
 * The sessions of a user that go on, the latest used first; `q` looks in programs and addresses. A session that can no longer
 * be refreshed is over.
 */
export async function listSessions(context: AuthContext, userId: string, currentId: string, idleSince: string, input: ListQuery) {
  const source = query
    .selectFrom('session as t')
    .select(['t.id', 't.user_agent', 't.ip', 't.created_at', 't.last_used_at'])
    .select(sql<boolean>`t.id = ${currentId}::uuid`.as('current'))
    .where('t.user_id', '=', userId)
    .where('t.ended_at', 'is', null)
    .where('t.expires_at', '>', context.now().toISOString())
    .where('t.last_used_at', '>', idleSince)
    .$if(input.q !== undefined, (select) => select.where(matching(input.q ?? '', ['t.user_agent', 't.ip'])));
  return listPage(context, query, source, input, { list: 'listSessions', scope: everywhere, sorts, defaultSort: '-last_used_at' });
}

export interface SessionIdentity {
  id: string;
  locale: 'ru' | 'en';
  staff_roles: string[];
  memberships: { organization_id: string; root_id: string; role: string; disabled: string[] }[];
}

/** The active user with all their rights. */
function selectIdentity(userId: string) {
  return query
    .selectFrom('app_user')
    .select(['app_user.id', 'app_user.locale', 'app_user.staff_roles'])
    .select(
      sql<SessionIdentity['memberships']>`coalesce((select jsonb_agg(jsonb_build_object('organization_id', m.organization_id,
          'root_id', m.root_id, 'role', m.role, 'disabled', m.disabled) order by m.id) from membership m where m.user_id = app_user.id and not ${heldBack('m')}), '[]')`.as(
        'memberships',
      ),
    )
    .where('app_user.id', '=', userId)
    .where('app_user.status', '=', 'active');
}

/** Who acts in the session, with all their rights; undefined when it has ended or the user is disabled. */
export async function findIdentity(db: Queryable, userId: string, sessionId: string, now: string): Promise<SessionIdentity | undefined> {
  return db.first(
    selectIdentity(userId)
      .innerJoin('session', 'session.user_id', 'app_user.id')
      .where('session.id', '=', sessionId)
      .where('session.ended_at', 'is', null)
      .where('session.expires_at', '>', now),
  );
}

/** The active user with all their rights, whether or not they are logged in. */
export async function findPerson(db: Queryable, userId: string): Promise<SessionIdentity | undefined> {
  return db.first(selectIdentity(userId));
}
