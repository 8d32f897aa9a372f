import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable, type RawBuilder, type Selectable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type HoldingRow = Selectable<Tables['holding']>;

export async function lockHolding(tx: Transaction, id: string): Promise<HoldingRow | undefined> {
  return tx.first(query.selectFrom('holding').selectAll().where('id', '=', id).forUpdate());
}

export async function saveHolding(tx: Transaction, holding: Insertable<Tables['holding']>): Promise<void> {
  const { id: _id, ...changes } = holding;
  const insert = query.insertInto('holding').values(holding);
  await tx.execute(insert.onConflict((conflict) => conflict.column('id').doUpdateSet(changes)));
}

/** What holds for an organization: its own days before the end, or those of the nearest above; undefined when nobody set any. */
export async function findExpiryDays(db: Queryable, organizationId: string): Promise<number[] | undefined> {
  const row = await db.first(
    sql<{ expiry_days: number[] }>`select organization_default.expiry_days from organization_closure above
      join organization_default on organization_default.organization_id = above.ancestor_id
      where above.descendant_id = ${organizationId}::uuid and organization_default.expiry_days is not null
      order by above.depth limit 1`.compile(query),
  );
  return row?.expiry_days;
}

/** The next organization with warnings that are due by `today`; undefined when there is none. */
export async function findDueOrganization(db: Queryable, today: string): Promise<{ id: string; root_id: string } | undefined> {
  return db.first(
    sql<{ id: string; root_id: string }>`select organization_id as id, root_id from holding
      where warn_on <= ${today}::date order by warn_on, organization_id limit 1 for update skip locked`.compile(query),
  );
}

export interface DueHolding extends HoldingRow {
  product_name: { ru: string; en: string } | null;
}

/** What is due of an organization, the first to end first, locked until the transaction ends. */
export async function lockDueHoldings(tx: Transaction, organizationId: string, today: string, limit: number): Promise<DueHolding[]> {
  return tx.rows(
    sql<DueHolding>`select t.*, product.name as product_name from (
        select * from holding where organization_id = ${organizationId}::uuid and warn_on <= ${today}::date
        order by valid_until, number limit ${sql.lit(limit)} for update
      ) t left join product on product.id = t.product_id order by t.valid_until, t.number`.compile(query),
  );
}

/** Plans the next warnings: one per holding, in one statement. */
export async function planWarnings(tx: Transaction, plans: readonly { id: string; warn_on: string | null }[]): Promise<void> {
  await tx.execute(
    sql`update holding set warn_on = plan.warn_on from jsonb_to_recordset(${JSON.stringify(plans)}::jsonb) as plan (id uuid, warn_on date)
      where holding.id = plan.id`.compile(query),
  );
}

/** A batch of holdings at or below an organization that end some day, by id, for their warnings to be planned anew. */
export async function fetchEndingBelow(tx: Transaction, organizationId: string, after: string, limit: number): Promise<HoldingRow[]> {
  return tx.rows(
    sql<HoldingRow>`select holding.* from holding
      where organization_id in (select descendant_id from organization_closure where ancestor_id = ${organizationId}::uuid)
        and valid_until is not null and id > ${after}::uuid
      order by id limit ${sql.lit(limit)} for update of holding`.compile(query),
  );
}

/** Versions of a product that somebody holds a licence for; null: all of them. */
export interface HeldLine {
  readonly product_id: string;
  readonly versions: string | null;
}

/** Each set of versions of these products that is held, once. */
export async function fetchHeldLines(db: Queryable, products: readonly string[]): Promise<HeldLine[]> {
  return db.rows(
    sql<HeldLine>`select distinct product_id, versions from holding
      where kind = 'license' and product_id = any(${products}::uuid[]) and decision <> 'revoked' and quantity > 0`.compile(query),
  );
}

/** Organizations with a licence of one of `lines` that was not revoked, as a select of `organization_id`. */
export function holdersOf(lines: readonly HeldLine[]): RawBuilder<{ organization_id: string }> {
  return sql`select holding.organization_id from holding
    join jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as line (product_id uuid, versions text)
      on holding.product_id = line.product_id and holding.versions is not distinct from line.versions
    where holding.kind = 'license' and holding.decision <> 'revoked' and holding.quantity > 0`;
}

/** Of those, the ones with a certificate for the product that is in force on `today`. */
export function supportedHoldersOf(lines: readonly HeldLine[], today: string): RawBuilder<{ organization_id: string }> {
  return sql`select held.organization_id from (${holdersOf(lines)}) held where exists (
    select from holding certificate where certificate.organization_id = held.organization_id and certificate.kind = 'certificate'
      and certificate.product_id = any(${lines.map(({ product_id }) => product_id)}::uuid[]) and certificate.decision = 'none'
      and certificate.quantity > 0 and ${today}::date between certificate.valid_from and certificate.valid_until)`;
}
