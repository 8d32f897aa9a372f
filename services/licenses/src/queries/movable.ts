import type { Scope } from '@kabinet/contract/access';
import type { Queryable, Transaction } from '@kabinet/database';
import { reachOf, within } from '@kabinet/database/reach';
import { sql } from 'kysely';
import type { Decision, TermKind } from '../domain/term.ts';
import { query } from '../tables.ts';

/** A licence as a transfer looks at it. */
export interface MovableLicense {
  readonly id: string;
  readonly number: string;
  readonly organization_id: string;
  readonly root_id: string;
  readonly product_id: string;
  readonly origin_id: string;
  readonly quantity: number;
  readonly pending_quantity: number;
  readonly valid_from: string;
  readonly valid_until: string | null;
  readonly decision: Decision;
  /** Parameters and versions in one text, alike when they are. */
  readonly conditions: string;
  readonly version: number;
}

/** A certificate likewise; its quantity is what it covers of all licences. */
export type MovableCertificate = Omit<MovableLicense, 'pending_quantity' | 'valid_until'> & { readonly valid_until: string };

/** What a certificate covers of a licence. */
export interface Coverage {
  readonly id: string;
  readonly certificate_id: string;
  readonly license_id: string;
  readonly quantity: number;
}

const LICENSE = sql`select t.id, t.number, t.organization_id, t.root_id, t.product_id, t.origin_id, t.quantity, t.pending_quantity,
  t.valid_from, t.valid_until, t.decision, jsonb_build_array(t.parameters, t.versions)::text as conditions, t.version from license t`;

/** Those of these licences that are within `scope`. */
export async function findMovable(db: Queryable, ids: readonly string[], scope: Scope): Promise<MovableLicense[]> {
  return db.rows(
    sql<MovableLicense>`${LICENSE} where t.id = any(${ids}::uuid[]) and ${within(reachOf(scope), 't')} order by t.id`.compile(query),
  );
}

/** The licences of these origins that an organization has, whether it has units of them or not. */
export async function findOfOrigins(db: Queryable, organizationId: string, origins: readonly string[]): Promise<MovableLicense[]> {
  return db.rows(
    sql<MovableLicense>`${LICENSE} where t.organization_id = ${organizationId}::uuid and t.origin_id = any(${origins}::uuid[])`.compile(
      query,
    ),
  );
}

/**
 * Locks these licences, and those of these origins that an organization has, in the order of their ids: two transfers that
 * need the same ones, in whatever directions, wait for each other one way round.
 */
export async function lockMovable(
  tx: Transaction,
  ids: readonly string[],
  receiver: { readonly organizationId: string; readonly origins: readonly string[] },
): Promise<MovableLicense[]> {
  return tx.rows(
    sql<MovableLicense>`${LICENSE} where t.id = any(${ids}::uuid[])
      or (t.organization_id = ${receiver.organizationId}::uuid and t.origin_id = any(${receiver.origins}::uuid[]))
      order by t.id for update`.compile(query),
  );
}

/** Certificates of these ids, and those of these origins that an organization has; locked first when `lock` is set. */
export async function findMovableCertificates(
  db: Queryable,
  ids: readonly string[],
  receiver: { readonly organizationId: string; readonly origins: readonly string[] },
  { lock }: { readonly lock: boolean },
): Promise<MovableCertificate[]> {
  const chosen = sql`where t.id = any(${ids}::uuid[])
    or (t.organization_id = ${receiver.organizationId}::uuid and t.origin_id = any(${receiver.origins}::uuid[]))`;
  // What a certificate covers is read after its lock is held: a look that had to wait would still show the time before.
  if (lock) await db.rows(sql`select 1 from certificate t ${chosen} order by t.id for update`.compile(query));
  return db.rows(
    sql<MovableCertificate>`select t.id, t.number, t.organization_id, t.root_id, t.product_id, t.origin_id, t.valid_from, t.valid_until,
      t.decision, t.level as conditions, t.version,
      (select coalesce(sum(c.quantity), 0)::bigint from coverage c where c.certificate_id = t.id) as quantity
      from certificate t ${chosen} order by t.id`.compile(query),
  );
}

/** What covers these licences; certificates that were revoked for good cover nothing that could move. */
export async function findCoverage(db: Queryable, licenseIds: readonly string[]): Promise<(Coverage & { readonly origin_id: string })[]> {
  return db.rows(
    sql<Coverage & { origin_id: string }>`select c.id, c.certificate_id, c.license_id, c.quantity, t.origin_id
      from coverage c join certificate t on t.id = c.certificate_id
      where c.license_id = any(${licenseIds}::uuid[]) and t.decision <> 'revoked' order by c.certificate_id, c.license_id`.compile(query),
  );
}

/** The licences of which a certificate covers units. */
export async function findCoveredLicenses(db: Queryable, certificateId: string): Promise<string[]> {
  const rows = await db.rows(
    query
      .selectFrom('coverage')
      .select('license_id')
      .where('certificate_id', '=', certificateId)
      .where('quantity', '>', 0)
      .orderBy('license_id'),
  );
  return rows.map((row) => row.license_id);
}

/** A row to be made for the receiver. */
export interface NewOfOrigin {
  readonly id: string;
  readonly number: string;
  readonly organization_id: string;
  readonly root_id: string;
  readonly at: string;
}

/**
 * Makes the receiver's licence of the same origin, empty and on the same terms, unless it is there. Whoever makes the same
 * one at the same time is waited for.
 */
export async function insertEmptyLicense(tx: Transaction, giverId: string, made: NewOfOrigin): Promise<void> {
  await tx.execute(
    sql`insert into license (id, number, organization_id, root_id, product_id, quantity, parameters, versions, valid_from, valid_until,
        decision, origin_id, version, created_at, updated_at)
      select ${made.id}::uuid, ${made.number}, ${made.organization_id}::uuid, ${made.root_id}::uuid, product_id, 0, parameters, versions,
        valid_from, valid_until, decision, origin_id, 0, ${made.at}::timestamptz, ${made.at}::timestamptz
      from license where id = ${giverId}::uuid on conflict (organization_id, origin_id) do nothing`.compile(query),
  );
}

/** The same of a certificate. */
export async function insertEmptyCertificate(tx: Transaction, giverId: string, made: NewOfOrigin): Promise<void> {
  await tx.execute(
    sql`insert into certificate (id, number, organization_id, root_id, product_id, level, valid_from, valid_until, decision, origin_id,
        version, created_at, updated_at)
      select ${made.id}::uuid, ${made.number}, ${made.organization_id}::uuid, ${made.root_id}::uuid, product_id, level, valid_from,
        valid_until, decision, origin_id, 0, ${made.at}::timestamptz, ${made.at}::timestamptz
      from certificate where id = ${giverId}::uuid on conflict (organization_id, origin_id) do nothing`.compile(query),
  );
}

const TERMS: Readonly<Record<TermKind, readonly string[]>> = {
  license: ['parameters', 'versions', 'valid_from', 'valid_until', 'decision'],
  certificate: ['level', 'valid_from', 'valid_until', 'decision'],
};

/** What has no units takes over the terms of what it is to get units from. */
export async function takeOverTerms(tx: Transaction, kind: TermKind, id: string, giverId: string): Promise<void> {
  const assignments = sql.join(TERMS[kind].map((column) => sql`${sql.ref(column)} = ${sql.ref(`giver.${column}`)}`));
  await tx.execute(
    sql`update ${sql.table(kind)} t set ${assignments} from ${sql.table(kind)} giver where t.id = ${id}::uuid and giver.id = ${giverId}::uuid`.compile(
      query,
    ),
  );
}

/** A licence has so many units more or fewer, as its ledger says; or a certificate changed with what it covers. */
export async function touch(tx: Transaction, kind: TermKind, id: string, units: number, at: string): Promise<void> {
  const quantity = kind === 'license' ? sql`quantity = quantity + ${units},` : sql``;
  await tx.execute(
    sql`update ${sql.table(kind)} set ${quantity} version = version + 1, updated_at = ${at}::timestamptz where id = ${id}::uuid`.compile(
      query,
    ),
  );
}

/** Changes how many units of a licence wait for receivers. */
export async function addPending(tx: Transaction, id: string, units: number, at: string): Promise<void> {
  await tx.execute(
    sql`update license set pending_quantity = pending_quantity + ${units}, version = version + 1, updated_at = ${at}::timestamptz
      where id = ${id}::uuid`.compile(query),
  );
}

/** The row of what `certificateId` covers of `licenseId`, made empty unless it is there. */
export async function coverageFor(
  tx: Transaction,
  row: Omit<Coverage, 'id' | 'quantity'> & { readonly organization_id: string; readonly root_id: string },
): Promise<string> {
  await tx.execute(
    query
      .insertInto('coverage')
      .values({ ...row, quantity: 0 })
      .onConflict((conflict) => conflict.columns(['certificate_id', 'license_id']).doNothing()),
  );
  const found = await tx.first(
    query.selectFrom('coverage').select('id').where('certificate_id', '=', row.certificate_id).where('license_id', '=', row.license_id),
  );
  if (!found) throw new Error(`no coverage of ${row.license_id} by ${row.certificate_id}`);
  return found.id;
}

export async function addCovered(tx: Transaction, id: string, units: number): Promise<void> {
  await tx.execute(sql`update coverage set quantity = quantity + ${units} where id = ${id}::uuid`.compile(query));
}
