import type { ArtifactKind, ReleaseManifest } from '@kabinet/contracts/artifacts/manifest';
import type { UploadFault } from '@kabinet/contracts/artifacts/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql } from 'kysely';
import type { KnownFile } from '../domain/upload.ts';
import { query } from '../tables.ts';

export interface UploadedFile extends KnownFile {
  readonly upload_id: string;
  readonly kind: ArtifactKind;
  readonly fault: UploadFault | null;
  readonly object_key: string | null;
  readonly actual_sha256: string | null;
  readonly crc32: number | null;
}

/** The files of an upload in the order of its manifest. */
export async function listUploadedFiles(db: Queryable, uploadId: string): Promise<UploadedFile[]> {
  const columns = [
    'upload_id',
    'file',
    'kind',
    'size',
    'sha256',
    'etag',
    'state',
    'fault',
    'object_key',
    'actual_sha256',
    'crc32',
  ] as const;
  return db.rows(query.selectFrom('uploaded_file').select(columns).where('upload_id', '=', uploadId).orderBy('position'));
}

/** Names the manifest's files and forgets others. A file that was read stays so while it is in the same object and the manifest says the same. */
export async function nameFiles(tx: Transaction, uploadId: string, { artifacts }: Pick<ReleaseManifest, 'artifacts'>): Promise<void> {
  const files = artifacts.map(({ file, kind, size, sha256 }, position) => ({ file, kind, size, sha256, position }));
  const named = sql`jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as named(file text, kind text, size bigint, sha256 text, position int)`;
  await tx.execute(
    sql`delete from uploaded_file where upload_id = ${uploadId}::uuid and file not in (select file from ${named})`.compile(query),
  );
  await tx.execute(
    sql`insert into uploaded_file (upload_id, file, position, kind, size, sha256, state)
      select ${uploadId}::uuid, file, position, kind, size, sha256, 'waiting' from ${named}
      on conflict (upload_id, file) do update set position = excluded.position, kind = excluded.kind, size = excluded.size,
        sha256 = excluded.sha256,
        state = case when uploaded_file.actual_sha256 = excluded.sha256 then 'checked' else 'waiting' end`.compile(query),
  );
}

export type FileFinding = Pick<UploadedFile, 'state' | 'fault' | 'etag' | 'object_key' | 'actual_sha256' | 'crc32'>;

export async function recordFinding(db: Queryable, uploadId: string, file: string, { fault, ...columns }: FileFinding): Promise<void> {
  await db.execute(
    query
      .updateTable('uploaded_file')
      .set({ ...columns, fault: fault && sql<never>`${JSON.stringify(fault)}::jsonb` })
      .where('upload_id', '=', uploadId)
      .where('file', '=', file),
  );
}

/** Forgets what was read, so that every file is read again. */
export async function forgetFindings(tx: Transaction, uploadId: string): Promise<void> {
  const unread = { state: 'waiting', fault: null, etag: null, actual_sha256: null, crc32: null } as const;
  await tx.execute(query.updateTable('uploaded_file').set(unread).where('upload_id', '=', uploadId));
}
