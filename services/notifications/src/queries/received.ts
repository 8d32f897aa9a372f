import type { NotificationKind } from '@kabinet/contracts/notifications/resources';
import type { Queryable } from '@kabinet/database';
import { sql, type RawBuilder } from 'kysely';
import type { KindRules } from '../domain/kinds.ts';
import type { NoticeData } from '../domain/words.ts';
import { query } from '../tables.ts';
import { addressed, readable, type ScopeOf } from './visible.ts';

/** A notice as one person has it. */
export interface Received {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly audience: 'people' | 'everyone' | 'product' | 'organization';
  readonly data: NoticeData;
  readonly published_at: string;
  readonly read_at: string | null;
  readonly cabinet: { readonly id: string; readonly name: string } | null;
  readonly version: number;
  /** Of warnings: until when all of them are put off. */
  readonly snoozed_until: string | null;
}

export interface Reader {
  readonly userId: string;
  readonly scopeOf: ScopeOf;
  /** Which right each kind asks for. */
  readonly kinds: Readonly<Record<NotificationKind, KindRules>>;
  /** RFC 3339, UTC. */
  readonly now: string;
  /** What is published by then; later than now for who edits announcements. */
  readonly horizon: string;
}

export interface ReceivedFilter {
  readonly kind?: readonly NotificationKind[] | undefined;
  readonly unread?: boolean | undefined;
  readonly q?: string | undefined;
  readonly id?: string;
}

export interface ReceivedPage {
  readonly descending: boolean;
  readonly after: { readonly key: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** A broadcast that nobody marked is news for this long: who joins later is not told of the years before. */
const BROADCAST_LIFE = sql.lit('90 days');

/**
 * The first rows after a position, newest first or oldest first, one more than `limit`. Two index ranges in order, receipts and
 * broadcasts without one, each cut before they are merged: page 1,000 costs what page 1 costs.
 */
export async function fetchReceived(db: Queryable, reader: Reader, filter: ReceivedFilter, page: ReceivedPage): Promise<Received[]> {
  const direction = sql.raw(page.descending ? 'desc' : 'asc');
  const cut = (published: RawBuilder<unknown>, id: RawBuilder<unknown>) =>
    sql`${after(page, published, id)} order by ${published} ${direction}, ${id} ${direction} limit ${sql.lit(page.limit + 1)}`;
  const marked = sql`select r.notice_id, r.published_at, r.read_at ${receiptsOf(reader, filter)} and ${cut(sql`r.published_at`, sql`r.notice_id`)}`;
  const unmarked = sql`select n.id, n.published_at, null::timestamptz ${broadcastsFor(reader, filter)} and ${cut(sql`n.published_at`, sql`n.id`)}`;
  return db.rows(
    sql<Received>`select n.id, n.kind, n.audience, n.data, n.published_at, n.version, found.read_at,
        case when node.id is not null then json_build_object('id', node.id, 'name', node.name) end as cabinet,
        ${snoozedUntil(reader)} as snoozed_until
      from ((${marked}) union all (${unmarked})) found
      join notice n on n.id = found.notice_id
      left join organization_node node on node.id = n.organization_id and n.audience = 'people'
      order by n.published_at ${direction}, n.id ${direction} limit ${sql.lit(page.limit + 1)}`.compile(query),
  );
}

export async function findReceived(db: Queryable, reader: Reader, id: string): Promise<Received | undefined> {
  return (await fetchReceived(db, reader, { id }, { descending: true, after: undefined, limit: 1 }))[0];
}

/** How many match, counted up to `limit`. */
export async function countReceived(db: Queryable, reader: Reader, filter: ReceivedFilter, limit: number | null): Promise<number> {
  const bound = limit === null ? sql`all` : sql.lit(limit);
  const counted = await db.first(
    sql<{ total: number }>`select count(*)::int as total from (
      (select 1 ${receiptsOf(reader, filter)} limit ${bound}) union all (select 1 ${broadcastsFor(reader, filter)} limit ${bound})
    ) counted`.compile(query),
  );
  return Math.min(counted?.total ?? 0, limit ?? Number.POSITIVE_INFINITY);
}

function receiptsOf({ userId, scopeOf, kinds, horizon }: Reader, { unread, ...filter }: ReceivedFilter): RawBuilder<unknown> {
  const state = unread === undefined ? sql`true` : unread ? sql`r.read_at is null` : sql`r.read_at is not null`;
  return sql`from receipt r join notice n on n.id = r.notice_id
    where r.user_id = ${userId}::uuid and r.hidden_at is null and n.withdrawn_at is null and r.published_at <= ${horizon}::timestamptz
      and ${state} and ${readable(scopeOf, kinds)} and ${matching(filter)}`;
}

function broadcastsFor({ userId, scopeOf, kinds, now, horizon }: Reader, { unread, ...filter }: ReceivedFilter): RawBuilder<unknown> {
  return sql`from notice n
    where n.audience <> 'people' and n.withdrawn_at is null and ${unread === false ? sql`false` : sql`true`}
      and n.published_at <= ${horizon}::timestamptz and n.published_at > ${now}::timestamptz - interval ${BROADCAST_LIFE}
      and ${addressed(scopeOf)} and ${readable(scopeOf, kinds)} and ${matching(filter)}
      and not exists (select from receipt r where r.user_id = ${userId}::uuid and r.published_at = n.published_at and r.notice_id = n.id)`;
}

/** `q` looks in the facts that a notice's words are made from: numbers, names of products, and the words of announcements. */
function matching({ kind, q, id }: Omit<ReceivedFilter, 'unread'>): RawBuilder<boolean> {
  const parts = [
    ...(kind === undefined ? [] : [sql`n.kind = any(${kind}::text[])`]),
    ...(id === undefined ? [] : [sql`n.id = ${id}::uuid`]),
    ...(q === undefined ? [] : [sql`n.data::text ilike ${`%${q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`}`]),
  ];
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, sql` and `)}`;
}

function after(
  { after: position, descending }: ReceivedPage,
  published: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
): RawBuilder<boolean> {
  if (!position) return sql<boolean>`true`;
  const bound = sql`(${position.key}::timestamptz, ${position.id}::uuid)`;
  return descending ? sql<boolean>`(${published}, ${id}) < ${bound}` : sql<boolean>`(${published}, ${id}) > ${bound}`;
}

function snoozedUntil({ userId }: Reader): RawBuilder<string | null> {
  return sql<string | null>`case when n.kind = 'expiry' then (
    select case when count(mute.holding_id) = count(*) then min(mute.until)::text end
    from jsonb_to_recordset(n.data -> 'holdings') as term (id uuid, valid_until date)
    left join mute on mute.user_id = ${userId}::uuid and mute.holding_id = term.id and mute.valid_until = term.valid_until
  ) end`;
}
