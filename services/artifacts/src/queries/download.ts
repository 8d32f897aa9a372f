import type { Input } from '@kabinet/contract';
import type { Scope } from '@kabinet/contract/access';
import type { artifactsContract } from '@kabinet/contracts/artifacts';
import type { Download } from '@kabinet/contracts/artifacts/downloads';
import type { Queryable } from '@kabinet/database';
import { listPage } from '@kabinet/service';
import { sql, type Insertable } from 'kysely';
import type { ArtifactsContext } from '../context.ts';
import { query, type Tables } from '../tables.ts';

export type DownloadRow = Insertable<Tables['download']>;

export async function insertDownload(db: Queryable, row: DownloadRow): Promise<void> {
  await db.execute(query.insertInto('download').values(row));
}

/** Says how a download ended. The instant of its start names the month in which it stands. */
export async function endDownload(
  db: Queryable,
  { id, started_at }: Pick<DownloadRow, 'id' | 'started_at'>,
  state: 'complete' | 'broken_off',
  bytes: number,
): Promise<void> {
  await db.execute(query.updateTable('download').set({ state, bytes }).where('started_at', '=', started_at).where('id', '=', id));
}

/** Whose process was killed meanwhile never says how it ended. */
export async function giveUpDownloads(db: Queryable, startedBefore: string): Promise<void> {
  const abandoned = query.updateTable('download').set({ state: 'broken_off' }).where('state', '=', 'under_way');
  await db.execute(abandoned.where('started_at', '<', startedBefore));
}

/** Makes the partition of the month of `day`, if it is not there. */
export async function addDownloadMonth(db: Queryable, day: string): Promise<void> {
  await db.execute(sql`select add_download_month(${day}::date)`.compile(query));
}

type ListQuery = Input<(typeof artifactsContract)['operations']['listDownloads']>['query'];

/** The downloads that the caller may know of, the latest first unless asked otherwise. `q` looks in the files' names. */
export async function listDownloads(context: ArtifactsContext, input: ListQuery) {
  const scope = context.scope('downloads.read');
  const source = query
    .selectFrom('download as t')
    .leftJoin('organization_node as o', 'o.id', 't.organization_id')
    .select(sql<string | null>`case when ${knowsWho(scope)} then t.principal end`.as('principal'))
    .select(['t.id', 't.artifact_id', 't.bundle_id', 't.file', 't.version'])
    .select(['t.wanted', 't.first_byte', 't.bytes', 't.size', 't.state', 't.started_at'])
    .select(sql<Download['cabinet']>`case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end`.as('cabinet'))
    .$if(input.q !== undefined, (select) => select.where('t.file', 'ilike', `%${escapeLike(input.q ?? '')}%`))
    .$if(input.artifact_id !== undefined, (select) => select.where('t.artifact_id', '=', input.artifact_id ?? null))
    .$if(input.state !== undefined, (select) => select.where('t.state', 'in', input.state ?? []))
    .$if(input.started_from !== undefined, (select) => select.where('t.started_at', '>=', input.started_from ?? ''))
    .$if(input.started_until !== undefined, (select) => select.where('t.started_at', '<=', input.started_until ?? ''));
  const sorts = { started_at: { expression: sql`t.started_at`, type: 'timestamptz' } } as const;
  return listPage<Download>(context, query, source, input, { list: 'listDownloads', scope, sorts, defaultSort: '-started_at' });
}

/** Whether the reader may know of somebody who took it: staff of everybody, owners of the people of their own organizations. */
function knowsWho(scope: Scope) {
  if (scope.kind === 'everywhere') return sql<boolean>`true`;
  const anchors = scope.anchors.map((anchor) => anchor.organization_id);
  return sql<boolean>`exists (select from organization_closure
    where ancestor_id = any(${anchors}::uuid[]) and descendant_id = any(t.principal_organizations))`;
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
