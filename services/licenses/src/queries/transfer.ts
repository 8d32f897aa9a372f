import type { Scope } from '@kabinet/contract/access';
import type { Input } from '@kabinet/contract';
import type { licensesContract } from '@kabinet/contracts/licenses';
import type { Transfer } from '@kabinet/contracts/licenses/transfer-resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { reachOf, within, type Reach } from '@kabinet/database/reach';
import { listPage } from '@kabinet/service';
import { sql, type Insertable, type Updateable } from 'kysely';
import type { LicensesContext } from '../context.ts';
import { query, type Tables } from '../tables.ts';

/** A certificate that goes along, as the row keeps it. The receiver's is null until units have arrived. */
export interface MovedCertificate {
  readonly id: string;
  readonly number: string;
  readonly to_id: string | null;
  readonly to_number: string | null;
  readonly quantity: number;
}

export interface TransferRow {
  readonly id: string;
  readonly license_id: string;
  readonly to_license_id: string | null;
  readonly from_organization_id: string;
  readonly to_organization_id: string;
  readonly product_id: string;
  readonly quantity: number;
  readonly status: Transfer['status'];
  readonly certificates: readonly MovedCertificate[];
  readonly batch_id: string | null;
  readonly created_by: Transfer['created_by'];
  readonly version: number;
}

/** Which sides of a transfer the reader sees; of the other one they are told its name. */
interface Sight {
  readonly sees_giver: boolean;
  readonly sees_receiver: boolean;
}

type KeptTransfer = Omit<Transfer, 'certificates'> & Sight & { certificates: MovedCertificate[] };

/** Transfers by their parties `t`, as who holds `reach` may see them. */
function selectTransfers(reach: Reach) {
  const seesGiver = sql<boolean>`coalesce(${within(reach, 'a')}, false)`;
  const seesReceiver = sql<boolean>`exists (select from transfer_party other where other.id = t.id and other.side = 'receiver' and ${within(reach, 'other')})`;
  return query
    .selectFrom('transfer_party as t')
    .leftJoin('transfer as x', 'x.id', 't.id')
    .leftJoin('product as p', 'p.id', 'x.product_id')
    .leftJoin('license as a', 'a.id', 'x.license_id')
    .leftJoin('license as b', 'b.id', 'x.to_license_id')
    .leftJoin('organization_node as g', 'g.id', 'x.from_organization_id')
    .leftJoin('organization_node as r', 'r.id', 'x.to_organization_id')
    .select(['t.id', 't.created_at'])
    .select([
      sql<string | null>`case when ${seesGiver} then a.id end`.as('license_id'),
      sql<string | null>`case when ${seesGiver} then a.number end`.as('license_number'),
      sql<string | null>`case when ${seesReceiver} then b.id end`.as('to_license_id'),
      sql<string | null>`case when ${seesReceiver} then b.number end`.as('to_license_number'),
      sql<Transfer['product']>`json_build_object('id', p.id, 'slug', p.slug, 'name', p.name)`.as('product'),
      sql<Transfer['from_cabinet']>`json_build_object('id', x.from_organization_id, 'name', coalesce(g.name, x.from_name))`.as(
        'from_cabinet',
      ),
      sql<Transfer['to_cabinet']>`json_build_object('id', x.to_organization_id, 'name', coalesce(r.name, x.to_name))`.as('to_cabinet'),
      sql<number>`x.quantity`.as('quantity'),
      sql<MovedCertificate[]>`x.certificates`.as('certificates'),
      sql<Transfer['status']>`x.status`.as('status'),
      sql<string | null>`x.batch_id`.as('batch_id'),
      sql<Transfer['created_by']>`x.created_by`.as('created_by'),
      sql<string>`x.updated_at`.as('updated_at'),
      seesGiver.as('sees_giver'),
      seesReceiver.as('sees_receiver'),
    ]);
}

/** Leaves out what the reader does not see. */
function shown({ sees_giver, sees_receiver, certificates, ...transfer }: KeptTransfer): Transfer {
  return {
    ...transfer,
    certificates: certificates.map(({ id, number, to_id, to_number, quantity }) => ({
      certificate: sees_giver ? { id, number } : null,
      to_certificate: sees_receiver && to_id !== null && to_number !== null ? { id: to_id, number: to_number } : null,
      quantity,
    })),
  };
}

export async function findTransfer(db: Queryable, id: string, scope: Scope): Promise<{ body: Transfer; version: number } | undefined> {
  const found = await db.first(
    selectTransfers(reachOf(scope))
      .select(sql<number>`x.version`.as('version'))
      .where('t.id', '=', id)
      .where(within(reachOf(scope), 't'))
      .limit(1),
  );
  if (!found) return undefined;
  const { version, ...transfer } = found;
  return { body: shown(transfer), version };
}

type ListQuery = Input<(typeof licensesContract)['operations']['listTransfers']>['query'];

/**
 * The transfers that the caller may see, newest first. A transfer between two organizations of the list is on it once: as
 * received, unless it is asked for as given.
 */
export async function listTransfers(context: LicensesContext, input: ListQuery) {
  const scope = context.scope('licenses.read');
  const reach = reachOf(scope, input);
  const onlyOnce = sql<boolean>`(case when t.side = 'receiver' then ${within(reach, 't')} else not exists (select from transfer_party other
    where other.id = t.id and other.side = 'receiver' and ${within(reach, 'other')}) end)`;
  const filtered = selectTransfers(reachOf(scope))
    .where(input.side === undefined ? onlyOnce : sql<boolean>`t.side = ${input.side}`)
    .$if(input.status !== undefined, (select) => select.where('x.status', 'in', input.status ?? []))
    .$if(input.product_id !== undefined, (select) => select.where('x.product_id', 'in', input.product_id ?? []))
    .$if(input.license_id !== undefined, (select) => select.where(concerns(input.license_id ?? '', reachOf(scope))))
    .$if(input.q !== undefined, (select) => select.where(matching(input.q ?? '', reachOf(scope))));
  const page = await listPage(context, query, filtered as never, input, {
    list: 'listTransfers',
    scope,
    sorts: { created_at: { expression: sql`t.created_at`, type: 'timestamptz' } },
    defaultSort: '-created_at',
  });
  return { ...page, items: (page.items as KeptTransfer[]).map(shown) };
}

/** Whether units of this licence went or came; a licence that the reader does not see concerns nothing. */
function concerns(licenseId: string, reach: Reach) {
  return sql<boolean>`((a.id = ${licenseId}::uuid and coalesce(${within(reach, 'a')}, false))
    or (b.id = ${licenseId}::uuid and coalesce(${within(reach, 'b')}, false)))`;
}

function matching(text: string, reach: Reach) {
  const pattern = `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql<boolean>`(coalesce(g.name, x.from_name) ilike ${pattern} or coalesce(r.name, x.to_name) ilike ${pattern}
    or p.name->>'ru' ilike ${pattern} or p.name->>'en' ilike ${pattern}
    or (a.number ilike ${pattern} and ${within(reach, 'a')}) or (b.number ilike ${pattern} and ${within(reach, 'b')}))`;
}

/** Whether the transfer exists within `scope`; of one side, or of either. */
export async function transferExists(db: Queryable, id: string, scope: Scope, side?: 'giver' | 'receiver'): Promise<boolean> {
  const ofSide = side === undefined ? sql`true` : sql`t.side = ${side}`;
  const found = await db.first(
    sql`select 1 as found from transfer_party t where t.id = ${id}::uuid and ${ofSide} and ${within(reachOf(scope), 't')} limit 1`.compile(
      query,
    ),
  );
  return found !== undefined;
}

const ROW = sql`select id, license_id, to_license_id, from_organization_id, to_organization_id, product_id, quantity, status,
  certificates, batch_id, created_by, version from transfer`;

export async function findTransferRow(db: Queryable, id: string): Promise<TransferRow | undefined> {
  return db.first(sql<TransferRow>`${ROW} where id = ${id}::uuid`.compile(query));
}

/** The row, locked until the transaction ends. */
export async function lockTransfer(tx: Transaction, id: string): Promise<TransferRow | undefined> {
  return tx.first(sql<TransferRow>`${ROW} where id = ${id}::uuid for update`.compile(query));
}

interface Party {
  readonly organization_id: string;
  readonly root_id: string;
}

/** Writes a transfer with both of its parties; they come first, since they decide who may see and write it. */
export async function insertTransfer(
  tx: Transaction,
  row: Omit<Insertable<Tables['transfer']>, 'certificates'> & { readonly certificates: readonly MovedCertificate[] },
  parties: { readonly giver: Party; readonly receiver: Party },
): Promise<void> {
  const { id, created_at } = row;
  await tx.execute(
    query.insertInto('transfer_party').values([
      { id, created_at, side: 'giver', ...parties.giver },
      { id, created_at, side: 'receiver', ...parties.receiver },
    ]),
  );
  await tx.execute(query.insertInto('transfer').values({ ...row, certificates: JSON.stringify(row.certificates) }));
}

export async function updateTransfer(
  tx: Transaction,
  row: TransferRow,
  { certificates, ...changes }: Omit<Updateable<Tables['transfer']>, 'certificates'> & { certificates?: readonly MovedCertificate[] },
): Promise<void> {
  await tx.execute(
    query
      .updateTable('transfer')
      .set({ ...changes, version: row.version + 1, ...(certificates ? { certificates: JSON.stringify(certificates) } : {}) })
      .where('id', '=', row.id),
  );
}
