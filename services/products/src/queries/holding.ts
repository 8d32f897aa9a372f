import type { Scope } from '@kabinet/contract/access';
import type { Queryable, Transaction } from '@kabinet/database';
import { reachOf, within, type Narrowing } from '@kabinet/database/reach';
import { sql, type Insertable, type RawBuilder } from 'kysely';
import type { AffectedProduct, Profile } from '../domain/advisory/impact.ts';
import { query, type Tables } from '../tables.ts';

/** What counts as held within a scope, each a predicate over its table with the alias `h`. */
export interface Held {
  readonly licenses: RawBuilder<boolean>;
  readonly downloads: RawBuilder<boolean>;
}

/**
 * Units of a licence count when it has begun and was not revoked. One that expired counts, as software does not stop running with
 * its licence; for the same reason what was downloaded counts for ever.
 */
export function heldIn(scope: Scope, today: string, narrowing: Narrowing = {}): Held {
  const downloads = within(reachOf(scope, narrowing), 'h');
  return {
    licenses: sql<boolean>`h.quantity > 0 and h.decision <> 'revoked' and h.valid_from <= ${today}::date and ${downloads}`,
    downloads,
  };
}

/** The ids of the products that are held. */
export function productsHeld({ licenses, downloads }: Held): RawBuilder<unknown> {
  return sql`select h.product_id from holding h where ${licenses} union select h.product_id from obtained h where ${downloads}`;
}

/** What organizations have that decides how advisories concern them: those that are alike in it are counted together. */
export async function readProfiles(db: Queryable, { licenses, downloads }: Held, products?: readonly string[]): Promise<Profile[]> {
  const about = products ? sql`h.product_id = any(${products}::uuid[])` : sql`true`;
  const facts = sql`select h.organization_id, h.product_id, true as is_license, h.versions as versions from holding h
      where ${about} and ${licenses}
    union all select h.organization_id, h.product_id, false, h.version from obtained h where ${about} and ${downloads}`;
  return db.rows(
    sql<Profile>`select count(*) as organizations, holdings from (
        select organization_id, jsonb_agg(jsonb_build_object('product_id', product_id, 'covered', covered, 'downloaded', downloaded)
            order by product_id) as holdings
          from (select organization_id, product_id,
                coalesce(jsonb_agg(distinct versions) filter (where is_license), '[]') as covered,
                coalesce(jsonb_agg(distinct versions) filter (where not is_license), '[]') as downloaded
              from (${facts}) facts group by organization_id, product_id) per_product
          group by organization_id) per_organization
      group by holdings`.compile(query),
  );
}

/** The published advisories about products held, for a filter by impact. */
export async function listHeldAdvisories(db: Queryable, held: Held): Promise<{ advisory_id: string; products: AffectedProduct[] }[]> {
  return db.rows(
    sql<{ advisory_id: string; products: AffectedProduct[] }>`select about.advisory_id,
        json_agg(json_build_object('product_id', about.product_id, 'statements', about.statements)) as products
      from advisory_product about join advisory t on t.id = about.advisory_id
      where about.product_id in (${productsHeld(held)})
      group by about.advisory_id`.compile(query),
  );
}

/** Keeps the newest state of a licence. */
export async function recordHolding(tx: Transaction, holding: Insertable<Tables['holding']>): Promise<void> {
  await tx.execute(
    query
      .insertInto('holding')
      .values(holding)
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet(({ ref }) => ({
            organization_id: ref('excluded.organization_id'),
            root_id: ref('excluded.root_id'),
            versions: ref('excluded.versions'),
            quantity: ref('excluded.quantity'),
            valid_from: ref('excluded.valid_from'),
            decision: ref('excluded.decision'),
            version: ref('excluded.version'),
          }))
          .whereRef('holding.version', '<=', 'excluded.version'),
      ),
  );
}

/** Keeps that an organization downloaded a version; once is enough. */
export async function recordObtained(tx: Transaction, row: Insertable<Tables['obtained']>): Promise<void> {
  await tx.execute(
    query
      .insertInto('obtained')
      .values(row)
      .onConflict((conflict) => conflict.doNothing()),
  );
}
