import type { Scope } from '@kabinet/contract/access';
import type { Input } from '@kabinet/contract';
import type { authContract } from '@kabinet/contracts/auth';
import type { MachineToken } from '@kabinet/contracts/auth/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { reachOf, within } from '@kabinet/database/reach';
import { listPage } from '@kabinet/service';
import { sql, type Insertable, type Selectable } from 'kysely';
import type { AuthContext } from '../context.ts';
import { query, type Tables } from '../tables.ts';
import { matching } from './matching.ts';

/** A token without its hash, by which only the system finds one. */
export type MachineTokenRow = Pick<Selectable<Tables['machine_token']>, (typeof columns)[number]>;
type ListQuery = Input<(typeof authContract)['operations']['listTokens']>['query'];

const columns = [
  'id',
  'organization_id',
  'root_id',
  'name',
  'scopes',
  'created_by',
  'created_at',
  'expires_at',
  'last_used_on',
  'revoked_at',
] as const;
const sorts = { created_at: { expression: sql`t.created_at`, type: 'timestamptz' } } as const;

function selectTokens() {
  return query
    .selectFrom('machine_token as t')
    .leftJoin('organization_node as node', 'node.id', 't.organization_id')
    .select(['t.id', 't.name', 't.scopes', 't.expires_at', 't.last_used_on', 't.created_at'])
    .select(
      sql<MachineToken['cabinet']>`case when node.id is null then null else jsonb_build_object('id', node.id, 'name', node.name) end`.as(
        'cabinet',
      ),
    )
    .where('t.revoked_at', 'is', null);
}

/** The tokens that were not revoked, the newest first; `q` looks in their names and those of their organizations. */
export async function listTokens(context: AuthContext, input: ListQuery) {
  const scope = context.scope('tokens.read');
  const source = selectTokens().$if(input.q !== undefined, (select) => select.where(matching(input.q ?? '', ['t.name', 'node.name'])));
  return listPage(context, query, source, input, { list: 'listTokens', scope, sorts, defaultSort: '-created_at' });
}

/** A token that was not revoked, where the caller may read it. */
export async function findToken(context: AuthContext, id: string): Promise<MachineToken | undefined> {
  const reach = reachOf(context.scope('tokens.read'));
  return context.db.first(selectTokens().where('t.id', '=', id).where(within(reach, 't')));
}

/** Whether the token exists within `scope`, not revoked. */
export async function tokenExists(db: Queryable, id: string, scope: Scope): Promise<boolean> {
  const live = query.selectFrom('machine_token as t').select('t.id').where('t.id', '=', id).where('t.revoked_at', 'is', null);
  return (await db.first(live.where(within(reachOf(scope), 't')))) !== undefined;
}

export async function insertToken(tx: Transaction, token: Insertable<Tables['machine_token']>): Promise<void> {
  await tx.execute(query.insertInto('machine_token').values(token));
}

/** Undefined when the token is unknown, or was revoked before. */
export async function revokeToken(tx: Transaction, id: string, now: string): Promise<MachineTokenRow | undefined> {
  return tx.first(
    query.updateTable('machine_token').set({ revoked_at: now }).where('id', '=', id).where('revoked_at', 'is', null).returning(columns),
  );
}

export async function findLiveToken(system: Queryable, tokenHash: Buffer, now: string): Promise<MachineTokenRow | undefined> {
  return system.first(
    query
      .selectFrom('machine_token')
      .select(columns)
      .where('token_hash', '=', tokenHash)
      .where('revoked_at', 'is', null)
      .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)])),
  );
}

/** Remembers the calendar day of the last use, so that a busy token costs one write a day. */
export async function markTokenUsed(db: Queryable, id: string, day: string): Promise<void> {
  await db.execute(
    query
      .updateTable('machine_token')
      .set({ last_used_on: day })
      .where('id', '=', id)
      .where(sql<boolean>`last_used_on is distinct from ${day}::date`),
  );
}
