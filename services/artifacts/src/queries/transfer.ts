import type { FileTransfer } from '@kabinet/contracts/artifacts/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type TransferRow = Omit<FileTransfer, 'received'>;

const COLUMNS = ['id', 'folder', 'file', 'size', 'sha256', 'state', 'part_size', 'parts', 'created_at'] as const;

export async function findTransfer(db: Queryable, id: string): Promise<FileTransfer | undefined> {
  return db.first(
    query
      .selectFrom('file_transfer as t')
      .select(COLUMNS)
      .select(sql<number[]>`array(select number from file_part where transfer_id = t.id order by number)`.as('received'))
      .where('id', '=', id),
  );
}

/** The transfer, locked until the transaction ends. */
export async function lockTransfer(
  tx: Transaction,
  by: { readonly id: string } | Pick<TransferRow, 'folder' | 'file' | 'sha256' | 'size'>,
): Promise<TransferRow | undefined> {
  const select = query.selectFrom('file_transfer').select(COLUMNS).forUpdate();
  if ('id' in by) return tx.first(select.where('id', '=', by.id));
  const { folder, file, sha256, size } = by;
  return tx.first(select.where('folder', '=', folder).where('file', '=', file).where('sha256', '=', sha256).where('size', '=', size));
}

/** Inserts unless the same file is on its way already. */
export async function insertTransfer(tx: Transaction, row: Insertable<Tables['file_transfer']>): Promise<void> {
  await tx.execute(
    query
      .insertInto('file_transfer')
      .values(row)
      .onConflict((conflict) => conflict.columns(['folder', 'file', 'sha256', 'size']).doNothing()),
  );
}

export async function setTransferState(tx: Queryable, id: string, state: TransferRow['state'], at: string): Promise<void> {
  await tx.execute(query.updateTable('file_transfer').set({ state, updated_at: at }).where('id', '=', id));
}

export async function deleteTransferRow(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.execute(query.deleteFrom('file_transfer').where('id', '=', id))) === 1;
}

/** Notes that a part is there; answers how many are. */
export async function insertPart(tx: Transaction, transferId: string, number: number): Promise<number> {
  await tx.execute(
    query
      .insertInto('file_part')
      .values({ transfer_id: transferId, number })
      .onConflict((conflict) => conflict.doNothing()),
  );
  const counted = await tx.first(
    sql<{ parts: number }>`select count(*)::int as parts from file_part where transfer_id = ${transferId}::uuid`.compile(query),
  );
  return counted?.parts ?? 0;
}

export async function forgetParts(tx: Queryable, transferId: string): Promise<void> {
  await tx.execute(query.deleteFrom('file_part').where('transfer_id', '=', transferId));
}

/** Transfers that nothing came for since `before`. */
export async function abandonedTransfers(db: Queryable, before: string, limit: number): Promise<TransferRow[]> {
  return db.rows(query.selectFrom('file_transfer').select(COLUMNS).where('updated_at', '<', before).orderBy('updated_at').limit(limit));
}
