import type { Holding, HoldingsQuestion } from '@kabinet/contracts/licenses/holdings';
import { reachOf, within } from '@kabinet/database/reach';
import { sql } from 'kysely';
import type { LicensesContext } from '../context.ts';
import { query } from '../tables.ts';
import { statusColumn } from './term.ts';

/**
 * What the licences entitle to under which the caller may find software, joined: licences of the same product, versions and state are
 * one, and support for any of them is support; where the caller may also take software is told apart. A licence whose units are all
 * gone entitles to nothing, as a revoked one.
 */
export async function readHoldings(context: LicensesContext, question: HoldingsQuestion): Promise<Holding[]> {
  const { product_ids, license_id } = question;
  const download = context.scope('artifacts.download');
  const narrowed = [
    within(reachOf(context.scope('artifacts.read'), question), 't'),
    ...(product_ids ? [sql`t.product_id = any(${product_ids}::uuid[])`] : []),
    ...(license_id === undefined ? [] : [sql`t.id = ${license_id}::uuid`]),
  ];
  const found = sql<Holding>`select h.product_id, h.versions, h.status, h.download,
      (array_agg(json_build_object('id', h.id, 'number', h.number, 'organization_id', h.organization_id, 'root_id', h.root_id,
          'valid_until', h.valid_until)
        order by coalesce(h.valid_until, 'infinity'::date) desc, h.number))[1] as license,
      (select coalesce(json_agg(json_build_object('from', lower(period), 'until', upper(period) - 1) order by period), '[]')
        from unnest(range_agg(s.periods)) period) as support
    from (
      select t.id, t.number, t.organization_id, t.root_id, t.product_id, t.versions, t.valid_until, ${within(reachOf(download), 't')} as download,
        case when t.quantity = 0 then 'revoked' else ${statusColumn(context.today())} end as status
      from license t where ${sql.join(narrowed, sql` and `)}
    ) h
    left join lateral (
      select range_agg(daterange(c.valid_from, c.valid_until, '[]')) as periods from coverage v join certificate c on c.id = v.certificate_id
      where v.license_id = h.id and v.quantity > 0 and c.decision = 'none'
    ) s on true
    group by h.product_id, h.versions, h.status, h.download
    order by h.product_id, h.versions nulls first, h.status, h.download desc`;
  return context.db.rows(found.compile(query));
}
