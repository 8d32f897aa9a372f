import type { Scope } from '@kabinet/contract/access';
import type { IssueState } from '@kabinet/contracts/issues/events';
import type { Issue } from '@kabinet/contracts/issues/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { reachOf, within } from '@kabinet/database/reach';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import { query, type Tables } from '../tables.ts';
import { authorColumn, visibleTo, type Reader } from './visible.ts';

export type IssueRow = Selectable<Tables['issue']>;

/** Requests as lists show them to the reader. */
export function selectIssues(reader: Reader) {
  return query
    .selectFrom('issue as t')
    .leftJoin('organization_node as o', 'o.id', 't.organization_id')
    .leftJoin('product as p', 'p.id', 't.product_id')
    .select(['t.id', 't.number', 't.product_version as version', 't.license_id', 't.certificate_id', 't.subject', 't.severity', 't.status'])
    .select(['t.private', 't.delivery', 't.respond_by', 't.responded_at', 't.created_at', 't.updated_at'])
    .select([
      sql<Issue['cabinet']>`json_build_object('id', o.id, 'name', o.name)`.as('cabinet'),
      sql<Issue['product']>`json_build_object('id', p.id, 'slug', p.slug, 'name', p.name)`.as('product'),
      sql<
        Issue['assignee']
      >`case when t.assignee_id is not null then json_build_object('id', t.assignee_id, 'name', t.assignee_name) end`.as('assignee'),
      authorColumn(reader, 't').as('created_by'),
    ]);
}

/** The request with its description, `revision` being its version, if `reader` may see it. */
export async function findIssue(db: Queryable, id: string, scope: Scope, reader: Reader) {
  return db.first(
    selectIssues(reader)
      .select(['t.description', 't.version as revision', 't.merged_at', 't.merged_into_id'])
      .where('t.id', '=', id)
      .where(within(reachOf(scope), 't'))
      .where(visibleTo(reader)),
  );
}

export async function findRow(db: Queryable, id: string): Promise<IssueRow | undefined> {
  return db.first(query.selectFrom('issue').selectAll().where('id', '=', id));
}

/** The row, locked until the transaction ends. */
export async function lockIssue(tx: Transaction, id: string): Promise<IssueRow | undefined> {
  return tx.first(query.selectFrom('issue').selectAll().where('id', '=', id).forUpdate());
}

export async function insertIssue(tx: Transaction, row: Insertable<Tables['issue']>): Promise<void> {
  await tx.execute(query.insertInto('issue').values(row));
}

/** Writes changes into the next version of the request; whatever happens to it makes one. */
export async function updateIssue(tx: Transaction, id: string, changes: Updateable<Tables['issue']>, at: string): Promise<void> {
  const next = { ...changes, updated_at: at, version: sql<number>`version + 1` };
  await tx.execute(query.updateTable('issue').set(next).where('id', '=', id));
}

/** The state of these requests, as events carry it. */
export async function findIssueStates(db: Queryable, ids: readonly string[]): Promise<(IssueState & { version: number })[]> {
  if (ids.length === 0) return [];
  return db.rows(
    query
      .selectFrom('issue as t')
      .select(['t.id', 't.number', 't.organization_id', 't.root_id', 't.product_id', 't.license_id', 't.certificate_id', 't.severity'])
      .select(['t.status', 't.private', 't.delivery', 't.respond_by', 't.responded_at', 't.created_at', 't.version'])
      .where('t.id', 'in', ids)
      .orderBy('t.id'),
  );
}

/** Who has to do with a request. */
export async function findPeople(db: Queryable, id: string): Promise<{ assignee_id: string | null; follower_ids: string[] }> {
  const followers = sql<string[]>`array(select follower.user_id from follower where follower.issue_id = t.id order by follower.user_id)`;
  const found = await db.first(
    query
      .selectFrom('issue as t')
      .select(['t.assignee_id', followers.as('follower_ids')])
      .where('t.id', '=', id),
  );
  return found ?? { assignee_id: null, follower_ids: [] };
}

/** The ids of the next requests in their order, for a walk over all. */
export async function listIssueIdsAfter(tx: Transaction, after: string | undefined, limit: number): Promise<string[]> {
  let select = query.selectFrom('issue').select('id').orderBy('id').limit(limit);
  if (after !== undefined) select = select.where('id', '>', after);
  return (await tx.rows(select)).map((row) => row.id);
}

/** Requests of the organization itself that are not closed, locked until the transaction ends. */
export async function lockOpenIssues(tx: Transaction, organizationId: string, limit: number): Promise<IssueRow[]> {
  const open = query.selectFrom('issue').selectAll().where('organization_id', '=', organizationId).where('status', '<>', 'closed');
  return tx.rows(open.orderBy('id').limit(limit).forUpdate());
}

export async function countOpenIssues(db: Queryable, organizationId: string): Promise<number> {
  const row = await db.first(
    sql<{ open: number }>`select count(*)::int as open from issue
      where organization_id = ${organizationId}::uuid and status <> 'closed'`.compile(query),
  );
  return row?.open ?? 0;
}

/** The next number's place in its sequence. */
export async function nextSequence(tx: Transaction): Promise<number> {
  const row = await tx.first(sql<{ next: number }>`select nextval('issue_sequence'::regclass) as next`.compile(query));
  if (!row) throw new Error('a sequence has no next value');
  return row.next;
}

/** Requests that nobody has answered or was warned of, whose first answer is due by `until`. */
export async function listDueIssues(db: Queryable, until: string, limit: number): Promise<string[]> {
  const due = query
    .selectFrom('issue')
    .select('id')
    .where('responded_at', 'is', null)
    .where('escalated_at', 'is', null)
    .where('respond_by', '<=', until)
    .where('status', 'in', ['new', 'open'])
    .orderBy('respond_by')
    .limit(limit);
  return (await db.rows(due)).map(({ id }) => id);
}
