import type { Artifact } from '@kabinet/contracts/artifacts/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql } from 'kysely';
import { query } from '../tables.ts';

export interface NewArtifact extends Artifact {
  readonly found_version: number;
  readonly product_id: string;
  readonly crc32: number;
  readonly object_key: string;
  /** The id of a release key. */
  readonly signed_by: string | null;
}

/** Inserts the files of a release in their order. */
export async function insertArtifacts(tx: Transaction, artifacts: readonly NewArtifact[]): Promise<void> {
  const rows = artifacts.map((artifact, position) => ({ ...artifact, position }));
  await tx.execute(
    sql`insert into artifact (id, release_id, found_version, product_id, version, file, position, kind, platform, title, size, sha256, crc32, object_key, signed_by)
      select id, release_id, found_version, product_id, version, file, position, kind, platform, title, size, sha256, crc32, object_key, signed_by
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id uuid, release_id uuid, found_version bigint, product_id uuid, version text,
        file text, position int, kind text, platform text, title jsonb, size bigint, sha256 text, crc32 bigint, object_key text, signed_by text)`.compile(
      query,
    ),
  );
}

/** Forgets the files of a release but those that were found with `foundVersion`, or after it where `newer` is kept. */
export async function deleteOtherArtifacts(
  tx: Transaction,
  releaseId: string,
  foundVersion: number,
  newer: 'kept' | 'dropped',
): Promise<void> {
  const others = query.deleteFrom('artifact').where('release_id', '=', releaseId);
  await tx.execute(newer === 'kept' ? others.where('found_version', '<', foundVersion) : others.where('found_version', '<>', foundVersion));
}

/** Files are listed by the date of their release. */
export async function dateArtifacts(tx: Transaction, releaseId: string, releasedAt: string): Promise<void> {
  await tx.execute(query.updateTable('artifact').set({ released_at: releasedAt }).where('release_id', '=', releaseId));
}

/** Those of the objects that neither a release nor an upload names. */
export async function unreferenced(db: Queryable, keys: readonly string[]): Promise<string[]> {
  const found = sql<{ key: string }>`select key from unnest(${keys}::text[]) key
    where not exists (select from artifact where object_key = key) and not exists (select from uploaded_file where object_key = key)`;
  return (await db.rows(found.compile(query))).map(({ key }) => key);
}
