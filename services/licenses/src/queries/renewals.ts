import type { Input } from '@kabinet/contract';
import type { licensesContract } from '@kabinet/contracts/licenses';
import type { Renewals } from '@kabinet/contracts/licenses/renewal-operations';
import { reachOf, within, type Reach } from '@kabinet/database/reach';
import { problem } from '@kabinet/problem';
import { sql } from 'kysely';
import type { LicensesContext } from '../context.ts';
import { query } from '../tables.ts';

type RenewalsQuery = Input<(typeof licensesContract)['operations']['getRenewals']>['query'];
type Item = Renewals['items'][number];

const MONTHS = 12;
/** A page shows no more, and nobody reads more of them at once: longer lists are lists. */
const MOST_ITEMS = 1_000;

/** Throws `invalid_query` for `descendants=false` without the cabinet whose descendants are meant. */
export async function readRenewals(context: LicensesContext, input: RenewalsQuery): Promise<Renewals> {
  if (input.descendants === false && input.cabinet_id === undefined) {
    throw problem('invalid_query', { errors: [{ pointer: '?descendants', code: 'needs_cabinet' }] });
  }
  const from = input.from ?? context.today();
  const until = lastDay(from, input.months ?? MONTHS);
  const ending = endingWithin(reachOf(context.scope('licenses.read'), input), from, until);
  const [months, items] = await Promise.all([
    context.db.rows(
      sql<Renewals['months'][number]>`with ending as (${ending})
        select to_char(first, 'YYYY-MM') as month,
          count(*) filter (where ending.kind = 'license')::int as licenses, count(*) filter (where ending.kind = 'certificate')::int as certificates
        from generate_series(date_trunc('month', ${from}::date::timestamp), ${until}::date::timestamp, interval '1 month') first
        left join ending on ending.month = to_char(first, 'YYYY-MM')
        group by first order by first`.compile(query),
    ),
    context.db.rows(
      sql<Item>`with ending as (${ending})
        select month, json_build_object('id', organization.id, 'name', organization.name) as cabinet,
          count(*) filter (where ending.kind = 'license')::int as licenses, count(*) filter (where ending.kind = 'certificate')::int as certificates
        from ending join organization_node organization on organization.id = ending.organization_id
        group by month, organization.id, organization.name
        order by month, organization.name, organization.id limit ${sql.lit(MOST_ITEMS + 1)}`.compile(query),
    ),
  ]);
  return { from, until, months, items: items.slice(0, MOST_ITEMS), truncated: items.length > MOST_ITEMS };
}

/** The terms in force or still to begin whose last day is within the window, by kind, organization and month. */
function endingWithin(reach: Reach, from: string, until: string) {
  return sql`
    select 'license' as kind, t.organization_id, to_char(t.valid_until, 'YYYY-MM') as month from license t
      where coalesce(t.valid_until, 'infinity'::date) between ${from}::date and ${until}::date
        and t.decision = 'none' and t.quantity > 0 and ${within(reach, 't')}
    union all
    select 'certificate', t.organization_id, to_char(t.valid_until, 'YYYY-MM') from certificate t
      where t.valid_until between ${from}::date and ${until}::date and t.decision = 'none' and ${within(reach, 't')}`;
}

/** The last day of the month that is `months` months on, the one of `from` counting as the first. */
function lastDay(from: string, months: number): string {
  const [year = 0, month = 0] = from.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 0)).toISOString().slice(0, 10);
}
