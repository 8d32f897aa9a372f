import type { ReleaseManifest } from '@kabinet/contracts/artifacts/manifest';
import type { UploadFault, UploadState } from '@kabinet/contracts/artifacts/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql } from 'kysely';
import { query } from '../tables.ts';

export interface UploadRow {
  id: string;
  folder: string;
  product_id: string | null;
  version: string;
  state: UploadState;
  fingerprint: string;
  manifest: ReleaseManifest | null;
  manifest_etag: string | null;
  faults: UploadFault[];
  revision: number;
}

const COLUMNS = [
  'id',
  'folder',
  'product_id',
  'version',
  'state',
  'fingerprint',
  'manifest',
  'manifest_etag',
  'faults',
  'revision',
] as const;

/** The fingerprints of the uploads in these folders, by folder. */
export async function fingerprintsOf(db: Queryable, folders: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.rows(
    query
      .selectFrom('upload')
      .select(['folder', 'fingerprint'])
      .where(sql<boolean>`folder = any(${folders}::text[])`),
  );
  return new Map(rows.map(({ folder, fingerprint }) => [folder, fingerprint]));
}

export async function findUpload(db: Queryable, id: string): Promise<UploadRow | undefined> {
  return db.first(query.selectFrom('upload').select(COLUMNS).where('id', '=', id));
}

/** The upload, locked until the transaction ends. */
export async function lockUpload(
  tx: Transaction,
  by: { readonly id: string } | { readonly folder: string },
): Promise<UploadRow | undefined> {
  const [column, value] = 'id' in by ? (['id', by.id] as const) : (['folder', by.folder] as const);
  return tx.first(query.selectFrom('upload').select(COLUMNS).where(column, '=', value).forUpdate());
}

export async function insertUpload(
  tx: Transaction,
  upload: Pick<UploadRow, 'id' | 'folder' | 'version' | 'fingerprint'>,
  at: string,
): Promise<boolean> {
  const row = { ...upload, state: 'checking' as const, found_at: at, updated_at: at };
  const inserted = query
    .insertInto('upload')
    .values(row)
    .onConflict((conflict) => conflict.column('folder').doNothing());
  return (await tx.execute(inserted)) === 1;
}

export type UploadChanges = Partial<
  Pick<UploadRow, 'product_id' | 'state' | 'fingerprint' | 'manifest' | 'manifest_etag' | 'faults' | 'revision'>
>;

export async function updateUpload(tx: Transaction, id: string, changes: UploadChanges, at: string): Promise<void> {
  const { manifest, faults, ...columns } = changes;
  await tx.execute(
    query
      .updateTable('upload')
      .set({
        ...columns,
        ...(manifest === undefined ? {} : { manifest: manifest && sql<never>`${JSON.stringify(manifest)}::jsonb` }),
        ...(faults === undefined ? {} : { faults: sql<never>`${JSON.stringify(faults)}::jsonb` }),
        updated_at: at,
      })
      .where('id', '=', id),
  );
}

/** The uploads that are held in folders of a product. */
export async function heldUploads(db: Queryable, slug: string): Promise<string[]> {
  const held = query
    .selectFrom('upload')
    .select('id')
    .where('state', '=', 'held')
    .where(sql<boolean>`split_part(folder, '/', 1) = ${slug}`);
  return (await db.rows(held)).map(({ id }) => id);
}
