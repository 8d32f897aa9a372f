import type { Principal } from '@kabinet/contract/principal';
import pg from 'pg';
import type { BenchInstallation } from './installation.ts';

export interface SqlQuery {
  readonly text: string;
  readonly values: unknown[];
}

/** Statements of a service, told from its others by what they mention. */
export interface Statements {
  readonly service: string;
  readonly mentioning: string;
}

/** The statement that `work` sends, taken off the driver: exactly what the service runs. */
export async function captured({ mentioning }: Statements, work: () => Promise<unknown>): Promise<SqlQuery> {
  const seen: SqlQuery[] = [];
  const send = pg.Client.prototype.query;
  pg.Client.prototype.query = function capture(this: pg.Client, ...args: unknown[]) {
    const [config] = args as [SqlQuery];
    if (typeof config === 'object' && config.text.includes(mentioning)) seen.push(config);
    return Reflect.apply(send, this, args) as never;
  };
  try {
    await work();
  } finally {
    pg.Client.prototype.query = send;
  }
  const [query] = seen;
  if (!query) throw new Error(`no query mentioned ${mentioning}`);
  return { text: query.text, values: query.values };
}

/** How many buffers the statement reads in the caller's name, once it has been run before. */
export async function buffersOf(bench: BenchInstallation, { service }: Statements, query: SqlQuery, principal: Principal): Promise<number> {
  const client = new pg.Client({ connectionString: bench.database.adminUrl });
  await client.connect();
  try {
    const roots = principal.kind === 'user' ? principal.memberships.map((membership) => membership.root_id).join(',') : '';
    const role = principal.kind === 'user' && principal.staff_roles.length > 0 ? `${service}_system` : service;
    await client.query('begin');
    await client.query(`set local search_path = ${service}; set local role ${role}; select set_config('app.roots', '${roots}', true)`);
    await client.query({ ...query, text: `explain (analyze, buffers, format json) ${query.text}` });
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>({
      ...query,
      text: `explain (analyze, buffers, format json) ${query.text}`,
    });
    const plan = rows[0]?.['QUERY PLAN'][0].Plan ?? {};
    return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
  } finally {
    await client.end();
  }
}
