import type { Follower } from '@kabinet/contracts/issues/resources';
import type { Scope } from '@kabinet/contract/access';
import type { Queryable, Transaction } from '@kabinet/database';
import { reachOf, within } from '@kabinet/database/reach';
import { sql, type Insertable } from 'kysely';
import { query, type Tables } from '../tables.ts';
import { mayKnow, type Reader } from './visible.ts';

/** Who follows, of those of whom the reader may know: people of the parent stay unseen to those below. */
export async function listFollowers(db: Queryable, issueId: string, reader: Reader): Promise<Follower[]> {
  const found = query.selectFrom('follower').select(['user_id as id', 'name']).where('issue_id', '=', issueId).where(isKnown(reader));
  return db.rows(found.orderBy('name').orderBy('user_id'));
}

function isKnown(reader: Reader) {
  const organizations = sql.ref('follower.organizations');
  return sql<boolean>`(user_id = ${reader.user_id}::uuid or ${organizations} = '{}' or ${mayKnow(reader, organizations)})`;
}

export async function countFollowers(db: Queryable, issueId: string): Promise<number> {
  const counted = sql<{ there: number }>`select count(*)::int as there from follower where issue_id = ${issueId}::uuid`;
  return (await db.first(counted.compile(query)))?.there ?? 0;
}

export async function isFollowed(db: Queryable, issueId: string, userId: string | null): Promise<boolean> {
  if (userId === null) return false;
  const found = query.selectFrom('follower').select('user_id').where('issue_id', '=', issueId).where('user_id', '=', userId);
  return (await db.first(found)) !== undefined;
}

/** Inserts unless they follow already; answers whether it did. */
export async function insertFollower(tx: Transaction, row: Insertable<Tables['follower']>): Promise<boolean> {
  const insert = query.insertInto('follower').values(row);
  return (await tx.execute(insert.onConflict((conflict) => conflict.columns(['issue_id', 'user_id']).doNothing()))) === 1;
}

/** Has who follows the one follow the other too, as far as there is room; answers how many began. */
export async function copyFollowers(
  tx: Transaction,
  fromId: string,
  { id, organization_id, root_id }: { readonly id: string; readonly organization_id: string; readonly root_id: string },
  most: number,
): Promise<number> {
  const room = Math.max(0, most - (await countFollowers(tx, id)));
  return tx.execute(
    sql`insert into follower (issue_id, user_id, name, organizations, organization_id, root_id)
      select ${id}::uuid, user_id, name, organizations, ${organization_id}::uuid, ${root_id}::uuid from follower
        where issue_id = ${fromId}::uuid
          and not exists (select from follower there where there.issue_id = ${id}::uuid and there.user_id = follower.user_id)
        order by user_id limit ${room}`.compile(query),
  );
}

/** Answers whether there was one of whom the reader may know. */
export async function deleteFollower(tx: Transaction, issueId: string, userId: string, reader: Reader): Promise<boolean> {
  const followed = query.deleteFrom('follower').where('issue_id', '=', issueId).where('user_id', '=', userId);
  return (await tx.execute(followed.where(isKnown(reader)))) === 1;
}

export interface Candidate {
  readonly user_id: string;
  readonly organization_id: string;
  /** The roles by which one may follow. */
  readonly roles: readonly string[];
}

/** Of one request. */
const MOST_CANDIDATES = 100;

/** People who may know of the request and do not follow it yet, by memberships of which `scope` may know. */
export async function findCandidates(
  db: Queryable,
  { id, organization_id }: { readonly id: string; readonly organization_id: string },
  roles: readonly string[],
  scope: Scope,
): Promise<string[]> {
  const found = await db.rows(
    sql<{
      user_id: string;
    }>`select distinct membership.user_id from membership join organization_closure above on above.ancestor_id = membership.organization_id
      where above.descendant_id = ${organization_id}::uuid
        and not membership.ended and membership.role = any(${roles}::text[]) and not ('issues' = any(membership.disabled))
        and ${within(reachOf(scope), 'membership')}
        and not exists (select from follower where follower.issue_id = ${id}::uuid and follower.user_id = membership.user_id)
      order by membership.user_id limit ${MOST_CANDIDATES}`.compile(query),
  );
  return found.map((candidate) => candidate.user_id);
}

/** Where somebody belongs who may know of requests of the organization, by memberships of which `scope` may know; empty for nobody such. */
export async function placesOf(db: Queryable, { user_id, organization_id, roles }: Candidate, scope: Scope): Promise<string[]> {
  const found = await db.rows(
    sql<{
      organization_id: string;
    }>`select distinct membership.organization_id from membership join organization_closure above on above.ancestor_id = membership.organization_id
      where membership.user_id = ${user_id}::uuid and above.descendant_id = ${organization_id}::uuid
        and not membership.ended and membership.role = any(${roles}::text[]) and not ('issues' = any(membership.disabled))
        and ${within(reachOf(scope), 'membership')}`.compile(query),
  );
  return found.map((place) => place.organization_id);
}
