import type { Input } from '@kabinet/contract';
import { everywhere } from '@kabinet/contract/access';
import type { reportsContract } from '@kabinet/contracts/reports';
import type { Queryable, Transaction } from '@kabinet/database';
import { listPage, type ListPage } from '@kabinet/service';
import { sql, type Insertable, type Updateable } from 'kysely';
import type { ReportsContext } from '../context.ts';
import type { Job } from '../domain/job.ts';
import { query, type Tables } from '../tables.ts';

/** Jobs stand behind every wall: `db` is the system's, and whose they are is said every time. */

export async function insertJob(tx: Transaction, job: Insertable<Tables['job']>): Promise<void> {
  await tx.execute(query.insertInto('job').values(job));
}

/** How many of the person's are not over; nobody else adds one to them until the transaction ends. */
export async function countUnfinished(tx: Transaction, userId: string): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`jobs ${userId}`}, 0))`.compile(query));
  const row = await tx.first(
    query
      .selectFrom('job')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('user_id', '=', userId)
      .where('finished_at', 'is', null),
  );
  return row?.count ?? 0;
}

/** The person's, unless its time is over. */
export async function findJob(db: Queryable, id: string, userId: string, now: string): Promise<Job | undefined> {
  return db.first(selectJobs(userId, now).selectAll().where('t.id', '=', id));
}

function selectJobs(userId: string, now: string) {
  return query
    .selectFrom('job as t')
    .where('t.user_id', '=', userId)
    .where(sql<boolean>`(t.expires_at is null or t.expires_at > ${now}::timestamptz)`);
}

type ListQuery = Input<(typeof reportsContract)['operations']['listReports']>['query'];

const SORTS = { created_at: { expression: sql`t.created_at`, type: 'timestamptz' } } as const;

/** The person's, the latest first unless asked otherwise; `q` looks in the names of files. */
export async function listJobs(context: ReportsContext, userId: string, input: ListQuery): Promise<ListPage<Job>> {
  let source = selectJobs(userId, context.now().toISOString()).selectAll();
  if (input.status) source = source.where('t.status', 'in', input.status);
  if (input.report) source = source.where('t.report', 'in', input.report);
  if (input.q !== undefined) source = source.where(sql<boolean>`strpos(lower(t.file), lower(${input.q})) > 0`);
  const { system: db, cursors, origin } = context;
  const options = { list: 'listReports', scope: everywhere, sorts: SORTS, defaultSort: '-created_at' };
  return listPage<Job>({ db, cursors, origin }, query, source, input, options);
}

/** Takes a job that is not over; whoever was at it before is not any more. */
export async function beginRun(db: Queryable, id: string, runId: string, now: string): Promise<Job | undefined> {
  return db.first(
    query
      .updateTable('job')
      .set({ status: 'running', run_id: runId, attempts: sql`attempts + 1`, rows: 0, total: null })
      .set({ started_at: sql`coalesce(started_at, ${now}::timestamptz)` })
      .where('id', '=', id)
      .where('finished_at', 'is', null)
      .returningAll(),
  );
}

/** Changes a job as long as it is this run's; answers whether it still is. */
export async function updateRun(db: Queryable, runId: string, changes: Updateable<Tables['job']>): Promise<boolean> {
  const changed = await db.execute(query.updateTable('job').set(changes).where('run_id', '=', runId).where('status', '=', 'running'));
  return changed > 0;
}

/** Answers whether there was something to stop. */
export async function cancelJob(db: Queryable, id: string, now: string): Promise<boolean> {
  const changed = await db.execute(
    query.updateTable('job').set({ status: 'cancelled', finished_at: now }).where('id', '=', id).where('finished_at', 'is', null),
  );
  return changed > 0;
}

export async function deleteJobs(db: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(query.deleteFrom('job').where('id', 'in', [...ids]));
}

/** Some of those that ended before `instant`. */
export async function findJobsBefore(db: Queryable, instant: string, limit: number): Promise<Pick<Job, 'id' | 'object_key'>[]> {
  return db.rows(
    query.selectFrom('job').select(['id', 'object_key']).where('finished_at', '<', instant).orderBy('finished_at').limit(limit),
  );
}

/** Of these files those that no report has. */
export async function unreferenced(db: Queryable, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const rows = await db.rows(
    sql<{ key: string }>`select key from unnest(${keys}::text[]) key
      where not exists (select from job where job.object_key = key)`.compile(query),
  );
  return rows.map(({ key }) => key);
}
