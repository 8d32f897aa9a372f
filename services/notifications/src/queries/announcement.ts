import type { Input } from '@kabinet/contract';
import type { notificationsContract } from '@kabinet/contracts/notifications';
import type { Queryable } from '@kabinet/database';
import { everywhere } from '@kabinet/contract/access';
import { listPage, type ListPage } from '@kabinet/service';
import { sql } from 'kysely';
import type { NotificationsContext } from '../context.ts';
import { query } from '../tables.ts';
import type { NoticeRow } from './notice.ts';

type ListQuery = Input<(typeof notificationsContract)['operations']['listAnnouncements']>['query'];
type AnnouncementRow = NoticeRow & { read_by: number };

const sorts = { published_at: { expression: sql`t.published_at`, type: 'timestamptz' } } as const;

function selectAnnouncements() {
  return query
    .selectFrom('notice as t')
    .selectAll('t')
    .select(sql<number>`(select count(*)::int from receipt where receipt.notice_id = t.id and read_at is not null)`.as('read_by'))
    .where('t.kind', '=', 'announcement');
}

export async function findAnnouncement(db: Queryable, id: string): Promise<AnnouncementRow | undefined> {
  return db.first(selectAnnouncements().where('t.id', '=', id));
}

/** Announcements in every state, the newest first unless asked otherwise; `q` looks in their words. */
export async function fetchAnnouncements(context: NotificationsContext, input: ListQuery): Promise<ListPage<AnnouncementRow>> {
  const now = context.now().toISOString();
  const states = {
    withdrawn: sql<boolean>`t.withdrawn_at is not null`,
    scheduled: sql<boolean>`t.withdrawn_at is null and t.published_at > ${now}::timestamptz`,
    published: sql<boolean>`t.withdrawn_at is null and t.published_at <= ${now}::timestamptz`,
  };
  const source = selectAnnouncements()
    .$if(input.status !== undefined, (select) => select.where((where) => where.or((input.status ?? []).map((status) => states[status]))))
    .$if(input.q !== undefined, (select) =>
      select.where(sql<boolean>`t.data::text ilike ${`%${(input.q ?? '').replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`}`),
    );
  return listPage(context, query, source, input, { list: 'listAnnouncements', scope: everywhere, sorts, defaultSort: '-published_at' });
}

export async function productKnown(db: Queryable, id: string): Promise<boolean> {
  return (await db.first(query.selectFrom('product').select('id').where('id', '=', id))) !== undefined;
}
