import type { NotificationKind } from '@kabinet/contracts/notifications/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { KindRules } from '../domain/kinds.ts';
import type { NoticeData } from '../domain/words.ts';
import { query, type Tables } from '../tables.ts';
import type { Recipients } from './recipients.ts';

export type NoticeRow = Selectable<Tables['notice']>;
export type NewNotice = Omit<Insertable<Tables['notice']>, 'data'> & { readonly data: NoticeData };

/** Inserts unless there is a notice of the same cause already; answers whether it did. */
export async function insertNotice(tx: Transaction, { data, ...notice }: NewNotice): Promise<boolean> {
  const row = { ...notice, data: JSON.stringify(data) };
  const insert = query.insertInto('notice').values(row);
  return (await tx.execute(insert.onConflict((conflict) => conflict.column('cause').doNothing()))) === 1;
}

export async function findNotice(db: Queryable, id: string): Promise<NoticeRow | undefined> {
  return db.first(query.selectFrom('notice').selectAll().where('id', '=', id));
}

/** The announcement, locked until the transaction ends. */
export async function lockAnnouncement(tx: Transaction, id: string): Promise<NoticeRow | undefined> {
  return tx.first(query.selectFrom('notice').selectAll().where('id', '=', id).where('kind', '=', 'announcement').forUpdate());
}

type NoticeChanges = Omit<Updateable<Tables['notice']>, 'data'> & { readonly data?: NoticeData };

export async function updateNotice(tx: Transaction, id: string, { data, ...changes }: NoticeChanges): Promise<NoticeRow> {
  const row = await tx.first(
    query
      .updateTable('notice')
      .set({ ...changes, ...(data === undefined ? {} : { data: JSON.stringify(data) }), version: sql<number>`version + 1` })
      .where('id', '=', id)
      .returningAll(),
  );
  if (!row) throw new Error(`notice ${id} vanished while it was changed`);
  return row;
}

export interface Telling {
  readonly notice: Pick<NoticeRow, 'id' | 'kind' | 'published_at' | 'organization_id'>;
  readonly recipients: Recipients;
  /** Who did it knows of it. */
  readonly except: string | null;
  readonly email: KindRules['email'];
  /** RFC 3339, UTC. */
  readonly now: string;
  /** In which "9 o'clock" is meant. */
  readonly timeZone: string;
}

/**
 * Gives every recipient a receipt and plans their mails, in one statement whatever their number: what a person chose goes before
 * what the nearest organization above the matter set, and that before the portal's own. Disabled people are told nothing.
 */
export async function tellPeople(tx: Transaction, { notice, recipients, except, email, now, timeZone }: Telling): Promise<void> {
  const organization = notice.organization_id;
  await tx.execute(
    sql`with told as materialized (
        select told.user_id, coalesce(preference.portal, true) as portal,
          coalesce(preference.email, ${organizationPace(organization, notice.kind)}, ${email}) as email
        from (${recipients}) told
        left join person on person.id = told.user_id
        left join preference on preference.user_id = told.user_id and preference.kind = ${notice.kind}
        where coalesce(person.status, 'active') = 'active' and told.user_id is distinct from ${except}::uuid
      ), given as (
        insert into receipt (user_id, published_at, notice_id, hidden_at)
        select user_id, ${notice.published_at}::timestamptz, ${notice.id}::uuid, case when not portal then ${now}::timestamptz end from told
      )
      insert into mail_item (notice_id, user_id, due_at)
      select ${notice.id}::uuid, user_id, ${dueAt(now, timeZone)} from told where email <> 'off'`.compile(query),
  );
}

/** Plans mails of a broadcast, whose receipts nobody has yet. */
export async function mailBroadcast(tx: Transaction, telling: Telling): Promise<void> {
  const { notice, recipients, email, now, timeZone } = telling;
  await tx.execute(
    sql`insert into mail_item (notice_id, user_id, due_at)
      select ${notice.id}::uuid, user_id, ${dueAt(now, timeZone)} from (
        select told.user_id, coalesce(preference.email, ${organizationPace(notice.organization_id, notice.kind)}, ${email}) as email
        from (${recipients}) told
        left join person on person.id = told.user_id
        left join preference on preference.user_id = told.user_id and preference.kind = ${notice.kind}
        where coalesce(person.status, 'active') = 'active'
      ) told where email <> 'off' on conflict do nothing`.compile(query),
  );
}

/** What the nearest organization at or above `organization` set for the kind. */
function organizationPace(organization: string | null, kind: NotificationKind) {
  return sql`(select organization_default.email ->> ${kind} from organization_closure above
    join organization_default on organization_default.organization_id = above.ancestor_id
    where above.descendant_id = ${organization}::uuid and organization_default.email ? ${kind} order by above.depth limit 1)`;
}

/** At once, or at the next 9 o'clock of the vendor's time, of the day or of Monday. */
function dueAt(now: string, timeZone: string) {
  const since = sql`(${now}::timestamptz at time zone ${timeZone} - interval '9 hours')`;
  return sql`case email
    when 'daily' then (date_trunc('day', ${since}) + interval '1 day 9 hours') at time zone ${timeZone}
    when 'weekly' then (date_trunc('week', ${since}) + interval '7 days 9 hours') at time zone ${timeZone}
    else ${now}::timestamptz end`;
}
