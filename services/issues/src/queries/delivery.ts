import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type DeliveryRow = Selectable<Tables['delivery']>;
export type DeliveryKind = DeliveryRow['kind'];
export type TicketRow = Selectable<Tables['ticket']>;

export async function insertTicket(tx: Transaction, issueId: string): Promise<void> {
  await tx.execute(query.insertInto('ticket').values({ issue_id: issueId }));
}

export async function insertDelivery(tx: Transaction, row: Insertable<Tables['delivery']>): Promise<void> {
  await tx.execute(query.insertInto('delivery').values(row));
}

/** Takes the right to bring things to the helpdesk for a request until `until`; undefined when somebody else has it. */
export async function leaseTicket(db: Queryable, issueId: string, now: string, until: string): Promise<TicketRow | undefined> {
  return db.first(
    query
      .updateTable('ticket')
      .set({ leased_until: until })
      .where('issue_id', '=', issueId)
      .where((where) => where.or([where('leased_until', 'is', null), where('leased_until', '<', now)]))
      .returningAll(),
  );
}

export async function releaseTicket(db: Queryable, issueId: string): Promise<void> {
  await updateTicket(db, issueId, { leased_until: null });
}

export async function updateTicket(db: Queryable, issueId: string, changes: Updateable<Tables['ticket']>): Promise<void> {
  await db.execute(query.updateTable('ticket').set(changes).where('issue_id', '=', issueId));
}

/** What is to be brought next: the first that has not been, whether or not it is time. */
export async function nextDelivery(db: Queryable, issueId: string): Promise<DeliveryRow | undefined> {
  return db.first(
    query.selectFrom('delivery').selectAll().where('issue_id', '=', issueId).where('state', '<>', 'delivered').orderBy('position').limit(1),
  );
}

export async function countOpenDeliveries(db: Queryable, issueId: string, kind?: DeliveryKind): Promise<number> {
  const row = await db.first(
    query
      .selectFrom('delivery')
      .select(sql<number>`count(*)::int`.as('there'))
      .where('issue_id', '=', issueId)
      .where('state', '<>', 'delivered')
      .$if(kind !== undefined, (select) => select.where('kind', '=', kind ?? 'fields')),
  );
  return row?.there ?? 0;
}

export async function setDelivery(
  db: Queryable,
  id: string,
  changes: Partial<Pick<DeliveryRow, 'state' | 'attempts' | 'fault' | 'due_at' | 'delivered_at'>>,
): Promise<void> {
  await db.execute(query.updateTable('delivery').set(changes).where('id', '=', id));
}

/** Says at the request, and at the comment that was brought, how far the helpdesk has got it. */
export async function showDelivery(
  tx: Transaction,
  { issue_id, kind, subject_id }: Pick<DeliveryRow, 'issue_id' | 'kind' | 'subject_id'>,
  delivery: 'delivered' | 'pending' | 'failed',
): Promise<void> {
  if (kind === 'comment') await tx.execute(query.updateTable('comment').set({ delivery }).where('id', '=', subject_id));
  const open = await countOpenDeliveries(tx, issue_id);
  const whole = delivery === 'delivered' && open > 0 ? 'pending' : delivery;
  await tx.execute(query.updateTable('issue').set({ delivery: whole }).where('id', '=', issue_id).where('delivery', '<>', whole));
}

/** The requests for which something is due. */
export async function listDueRequests(db: Queryable, now: string, limit: number): Promise<string[]> {
  const rows = await db.rows(
    sql<{ issue_id: string }>`select distinct on (d.issue_id) d.issue_id from delivery d join ticket t on t.issue_id = d.issue_id
      where d.state = 'waiting' and d.due_at <= ${now}::timestamptz and (t.leased_until is null or t.leased_until < ${now}::timestamptz)
      limit ${limit}`.compile(query),
  );
  return rows.map(({ issue_id }) => issue_id);
}

export async function findTicket(db: Queryable, issueId: string): Promise<TicketRow | undefined> {
  return db.first(query.selectFrom('ticket').selectAll().where('issue_id', '=', issueId));
}

export async function findTicketOf(db: Queryable, remoteId: string): Promise<TicketRow | undefined> {
  return db.first(query.selectFrom('ticket').selectAll().where('remote_id', '=', remoteId));
}

/** Tickets whose state could not be taken over while something was on its way there, and now can. */
export async function listUnsettled(db: Queryable, limit: number): Promise<TicketRow[]> {
  const open = sql<boolean>`exists (select from delivery where delivery.issue_id = ticket.issue_id and delivery.state <> 'delivered')`;
  return db.rows(
    query
      .selectFrom('ticket')
      .selectAll()
      .where('unsettled', '=', true)
      .where(sql<boolean>`not ${open}`)
      .limit(limit),
  );
}

/** Those of the tickets that are not known to be merged. */
export async function listUnmerged(db: Queryable, remoteIds: readonly string[]): Promise<TicketRow[]> {
  if (remoteIds.length === 0) return [];
  return db.rows(query.selectFrom('ticket').selectAll().where('remote_id', 'in', remoteIds).where('merged_into', 'is', null));
}

/** Those of the helpdesk's messages that are comments here already. */
export async function knownMessages(db: Queryable, remoteIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (remoteIds.length === 0) return new Set();
  const rows = await db.rows(query.selectFrom('remote_message').select('remote_id').where('remote_id', 'in', remoteIds));
  return new Set(rows.map(({ remote_id }) => remote_id));
}

export async function insertRemoteMessage(tx: Transaction, remoteId: string, commentId: string): Promise<void> {
  await tx.execute(query.insertInto('remote_message').values({ remote_id: remoteId, comment_id: commentId }));
}

export type ReadingRow = Selectable<Tables['helpdesk_reading']>;

export async function findReading(db: Queryable): Promise<ReadingRow> {
  const row = await db.first(query.selectFrom('helpdesk_reading').selectAll());
  if (!row) throw new Error('nobody knows how far the helpdesk was read');
  return row;
}

export async function saveReading(db: Queryable, changes: Partial<ReadingRow>): Promise<void> {
  await db.execute(query.updateTable('helpdesk_reading').set(changes));
}

/** How much there is of what has not been brought. */
export async function countByState(db: Queryable): Promise<{ waiting: number; failed: number }> {
  const row = await db.first(
    sql<{ waiting: number; failed: number }>`select count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where state = 'failed')::int as failed from delivery where state <> 'delivered'`.compile(query),
  );
  return row ?? { waiting: 0, failed: 0 };
}

/** Has what was not brought of a request tried again from `at` on. */
export async function retryOf(tx: Transaction, issueId: string, at: string): Promise<void> {
  const retried = query.updateTable('delivery').set({ state: 'waiting', due_at: at });
  await tx.execute(retried.where('issue_id', '=', issueId).where('state', '<>', 'delivered'));
}
