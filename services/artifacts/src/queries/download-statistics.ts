import type { DownloadStatistics } from '@kabinet/contracts/artifacts/downloads';
import type { Queryable } from '@kabinet/database';
import { sql, type RawBuilder } from 'kysely';
import { query } from '../tables.ts';

/** A period of calendar days in a time zone, both ends included. */
export interface Period {
  readonly from: string;
  readonly until: string;
  readonly timeZone: string;
  /** Of this product alone: archives of several files, which may be of several products, are left out then. */
  readonly productId: string | undefined;
}

const MOST_VERSIONS = 50;

/** An answer that begins at the first byte is a download, one that ends at the last finishes it: however often it was resumed. */
const FIGURES = sql`count(*) filter (where first_byte = 0) as begun,
  count(*) filter (where state = 'complete' and first_byte + wanted = size) as finished,
  count(*) filter (where state = 'handed_over') as handed_over,
  coalesce(sum(bytes), 0)::bigint as bytes`;

function downloadsIn({ from, until, timeZone, productId }: Period): RawBuilder<unknown> {
  const ofProduct = productId === undefined ? sql`` : sql`and a.product_id = ${productId}::uuid`;
  return sql`select d.*, a.product_id, (d.started_at at time zone ${timeZone})::date as day
    from download d left join artifact a on a.id = d.artifact_id
    where d.started_at >= ${from}::date::timestamp at time zone ${timeZone}
      and d.started_at < (${until}::date + 1)::timestamp at time zone ${timeZone} ${ofProduct}`;
}

/** Every day of the period in its order. */
export async function sumByDay(db: Queryable, period: Period): Promise<DownloadStatistics['days']> {
  const statement = sql<DownloadStatistics['days'][number]>`with taken as (${downloadsIn(period)})
    select series.day::date as day, ${FIGURES}
    from generate_series(${period.from}::date, ${period.until}::date, interval '1 day') series(day)
    left join taken on taken.day = series.day::date
    group by series.day order by series.day`;
  return db.rows(statement.compile(query));
}

/** The versions of which most was begun. */
export async function sumByVersion(db: Queryable, period: Period): Promise<DownloadStatistics['versions']> {
  const statement = sql<DownloadStatistics['versions'][number]>`with summed as (
      select product_id, version, ${FIGURES}, count(distinct organization_id) as organizations
      from (${downloadsIn(period)}) taken group by product_id, version
      order by begun desc, bytes desc, version limit ${MOST_VERSIONS})
    select case when p.id is not null then jsonb_build_object('id', p.id, 'slug', p.slug, 'name', p.name) end as product,
      s.version, s.begun, s.finished, s.handed_over, s.bytes, s.organizations
    from summed s left join product p on p.id = s.product_id
    order by s.begun desc, s.bytes desc, s.version`;
  return db.rows(statement.compile(query));
}
