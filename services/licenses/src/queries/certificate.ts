import type { Scope } from '@kabinet/contract/access';
import type { Input } from '@kabinet/contract';
import type { licensesContract } from '@kabinet/contracts/licenses';
import type { Certificate } from '@kabinet/contracts/licenses/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import type { TenantSelect } from '@kabinet/database/keyset';
import { reachOf, within } from '@kabinet/database/reach';
import { listPage, listRows } from '@kabinet/service';
import { sql, type Insertable } from 'kysely';
import type { LicensesContext } from '../context.ts';
import { query, type Tables } from '../tables.ts';
import { applyTermFilters, TERM_SORTS } from './term-list.ts';
import { statusColumn } from './term.ts';

/** Certificates as the API shows them, with the licences that they cover. */
function selectCertificates(today: string) {
  return query
    .selectFrom('certificate as t')
    .leftJoin('organization_node as o', 'o.id', 't.organization_id')
    .leftJoin('product as p', 'p.id', 't.product_id')
    .select(['t.id', 't.number', 't.level', 't.valid_from', 't.valid_until', 't.created_at', 't.updated_at'])
    .select([
      sql<Certificate['cabinet']>`json_build_object('id', o.id, 'name', o.name)`.as('cabinet'),
      sql<Certificate['product']>`json_build_object('id', p.id, 'slug', p.slug, 'name', p.name)`.as('product'),
      sql<
        Certificate['licenses']
      >`(select coalesce(json_agg(json_build_object('id', l.id, 'number', l.number, 'quantity', c.quantity) order by l.number), '[]')
        from coverage c join license l on l.id = c.license_id where c.certificate_id = t.id)`.as('licenses'),
      statusColumn(today).as('status'),
    ]);
}

export async function findCertificate(
  db: Queryable,
  id: string,
  scope: Scope,
  today: string,
): Promise<(Certificate & { version: number }) | undefined> {
  return db.first(
    selectCertificates(today)
      .select('t.version')
      .where('t.id', '=', id)
      .where(within(reachOf(scope), 't')),
  );
}

type ListQuery = Input<(typeof licensesContract)['operations']['listCertificates']>['query'];

/** The certificates that the caller may see, newest first unless asked otherwise. */
export async function listCertificates(context: LicensesContext, input: ListQuery) {
  return listPage(context, query, filtered(context, input), input, optionsFor(context.scope('licenses.read')));
}

type ExportQuery = Input<(typeof licensesContract)['operations']['exportCertificates']>['query'];

/** All of the list that the caller may report on beside seeing it, in its order. */
export function exportCertificates(context: LicensesContext, input: ExportQuery): AsyncGenerator<Certificate> {
  const seen = filtered(context, input).where(within(reachOf(context.scope('licenses.read')), 't'));
  return listRows(context, query, seen, input, optionsFor(context.scope('reports.read')));
}

function filtered(context: LicensesContext, input: ExportQuery): TenantSelect<Certificate> {
  const today = context.today();
  return applyTermFilters<Certificate>(selectCertificates(today), input, today)
    .$if(input.level !== undefined, (select) => select.where('t.level', 'in', input.level ?? []))
    .$if(input.license_id !== undefined, (select) =>
      select.where(
        sql<boolean>`exists (select from coverage c where c.certificate_id = t.id and c.license_id = ${input.license_id ?? null}::uuid)`,
      ),
    );
}

function optionsFor(scope: Scope) {
  return {
    list: 'listCertificates',
    scope,
    sorts: { ...TERM_SORTS, valid_until: { expression: sql`t.valid_until`, type: 'date' as const } },
    defaultSort: '-created_at',
  };
}

export async function insertCertificate(tx: Transaction, row: Insertable<Tables['certificate']>): Promise<void> {
  await tx.execute(query.insertInto('certificate').values(row));
}

export async function insertCoverage(tx: Transaction, rows: readonly Insertable<Tables['coverage']>[]): Promise<void> {
  await tx.execute(query.insertInto('coverage').values(rows));
}

export interface Covering {
  id: string;
  number: string;
  level: string;
  valid_from: string;
  valid_until: string;
  status: Certificate['status'];
  quantity: number;
}

/** The certificates that cover a licence, the latest term first. */
export async function findCovering(db: Queryable, licenseId: string, today: string): Promise<Covering[]> {
  return db.rows(
    query
      .selectFrom('coverage as c')
      .innerJoin('certificate as t', 't.id', 'c.certificate_id')
      .select(['t.id', 't.number', 't.level', 't.valid_from', 't.valid_until', 'c.quantity', statusColumn(today).as('status')])
      .where('c.license_id', '=', licenseId)
      .orderBy('t.valid_until', 'desc')
      .orderBy('t.id'),
  );
}

export interface CertificateState {
  id: string;
  number: string;
  organization_id: string;
  root_id: string;
  product_id: string;
  level: string;
  valid_from: string;
  valid_until: string;
  decision: 'none' | 'suspended' | 'revoked';
  purchase_id: string | null;
  version: number;
  licenses: { license_id: string; quantity: number }[];
}

/** The state of a certificate, as events carry it. */
export async function findCertificateState(db: Queryable, id: string): Promise<CertificateState | undefined> {
  return (await findCertificateStates(db, [id]))[0];
}

/** The states of certificates, in the order of their ids. */
export async function findCertificateStates(db: Queryable, ids: readonly string[]): Promise<CertificateState[]> {
  if (ids.length === 0) return [];
  return db.rows(
    query
      .selectFrom('certificate')
      .select([
        'id',
        'number',
        'organization_id',
        'root_id',
        'product_id',
        'level',
        'valid_from',
        'valid_until',
        'decision',
        'purchase_id',
        'version',
      ])
      .select(
        sql<
          CertificateState['licenses']
        >`(select coalesce(json_agg(json_build_object('license_id', license_id, 'quantity', quantity) order by license_id), '[]')
          from coverage where certificate_id = certificate.id)`.as('licenses'),
      )
      .where('id', 'in', ids)
      .orderBy('id'),
  );
}

export async function listCertificateIdsAfter(tx: Transaction, after: string | undefined, limit: number): Promise<string[]> {
  let select = query.selectFrom('certificate').select('id').orderBy('id').limit(limit);
  if (after !== undefined) select = select.where('id', '>', after);
  return (await tx.rows(select)).map((row) => row.id);
}
