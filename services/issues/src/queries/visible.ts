import type { Scope } from '@kabinet/contract/access';
import type { Author } from '@kabinet/contracts/issues/resources';
import type { Queryable } from '@kabinet/database';
import { reachOf, within } from '@kabinet/database/reach';
import { sql, type RawBuilder } from 'kysely';
import type { IssuesContext } from '../context.ts';
import { query } from '../tables.ts';

/** Who looks, and at whose requests they may. */
export interface Reader {
  readonly user_id: string | null;
  /** Where they may know of requests at all, hence of people. */
  readonly own: Scope;
  /** Where they may see the requests of others. */
  readonly others: Scope;
}

export function readerOf(context: Pick<IssuesContext, 'origin' | 'scope'>): Reader {
  const { principal } = context.origin;
  return {
    user_id: principal.kind === 'user' ? principal.id : null,
    own: context.scope('issues.read_own'),
    others: context.scope('issues.read'),
  };
}

/** Of requests `t` within reach, those that the reader may know of: all for the vendor; else their own, and what is not private. */
export function visibleTo({ user_id, others }: Reader): RawBuilder<boolean> {
  if (others.kind === 'everywhere') return sql<boolean>`true`;
  return sql<boolean>`(${concerns(user_id)} or (not t.private and ${within(reachOf(others), 't')}))`;
}

/** Whether the user opened or follows the request `t`. */
export function concerns(userId: string | null): RawBuilder<boolean> {
  return sql<boolean>`(t.author_id = ${userId}::uuid
    or exists (select from follower where follower.issue_id = t.id and follower.user_id = ${userId}::uuid))`;
}

/** Whether the reader may know of somebody of the side and the organizations that are named: the support's people are known to everybody. */
export function mayKnow({ own }: Reader, organizations: RawBuilder<unknown>): RawBuilder<boolean> {
  if (own.kind === 'everywhere') return sql<boolean>`true`;
  const anchors = own.anchors.map((anchor) => anchor.organization_id);
  return sql<boolean>`exists (select from organization_closure
    where ancestor_id = any(${anchors}::uuid[]) and descendant_id = any(${organizations}))`;
}

/** An author as the reader may know them, from the columns of the table with this alias. */
export function authorColumn(reader: Reader, table: string): RawBuilder<Author> {
  const column = (name: string) => sql.ref(`${table}.author_${name}`);
  const isKnown = sql`(${column('side')} = 'support' or ${column('id')} = ${reader.user_id}::uuid or ${mayKnow(reader, column('organizations'))})`;
  return sql<Author>`case when ${isKnown} then json_build_object('id', ${column('id')}, 'name', ${column('name')}, 'side', ${column('side')})
    else json_build_object('id', null, 'name', null, 'side', ${column('side')}) end`;
}

/** Whether there is such a request within `scope` for the caller: the check behind every operation on one. */
export async function issueExists(context: IssuesContext, id: string, scope: Scope): Promise<boolean> {
  return isVisible(context.db, id, scope, readerOf(context));
}

async function isVisible(db: Queryable, id: string, scope: Scope, reader: Reader): Promise<boolean> {
  const found = await db.first(
    sql`select 1 as found from issue t where t.id = ${id}::uuid and ${within(reachOf(scope), 't')} and ${visibleTo(reader)}`.compile(query),
  );
  return found !== undefined;
}
