import type { JobPool } from '@kabinet/database/job-pool';

type Pool = JobPool['pool'];

/**
 * Has connections of a worker bear its id as their `application_name`: PostgreSQL drops them when its process is killed, so that others
 * see that it is gone.
 */
export async function bearName(connection: Pick<Pool, 'query'>, workerId: string): Promise<void> {
  await connection.query(`select set_config('application_name', $1, false)`, [workerId]);
}

/**
 * Lets jobs be begun anew whose worker is gone: left alone they would stay locked for four hours. One that only froze keeps its
 * connections, and its job. `ended` is the id of a worker that is known to have ended, whoever bears it still.
 */
export async function releaseAbandonedJobs(pool: Pool, schema: string, ended?: string): Promise<void> {
  await pool.query(
    `select ${schema}.force_unlock_workers(array(
      select distinct locked_by from ${schema}.jobs
      where locked_by is not null
        and (locked_by = $1 or not exists (select from pg_stat_activity where application_name = locked_by))))`,
    [ended ?? null],
  );
}
