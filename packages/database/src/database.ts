import pg from 'pg';
import { createSession, TRANSACTION_LIMIT_MS, type Session, type SessionSettings } from './session.ts';
import { wireTypes } from './wire-types.ts';

/** A service's database: two login roles over one schema, and nothing of its neighbours. */
export interface Database {
  /** For people: the role under row-level security, which shows only `settings.roots`. */
  tenant(settings: SessionSettings): Session;
  /** For staff, jobs, consumers and the relay: the role behind `using (true)`. */
  system(settings: Omit<SessionSettings, 'roots'>): Session;
  /** Rejects when the database cannot be reached within `timeoutMs`. */
  ping(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** The service's name: its schema and its login role; `<name>_system` is the second role. */
  readonly service: string;
  /** Connection strings of the two roles. */
  readonly tenantUrl: string;
  readonly systemUrl: string;
  readonly connections: { readonly tenant: number; readonly system: number };
  /** Told of connections lost while idle. */
  readonly onError: (error: Error) => void;
}

/** Opens the pools of a service; connections are made on first use. */
export function openDatabase(options: DatabaseOptions): Database {
  let closing = false;
  // While the pools close, a server that stops a little earlier is no news.
  const onError = (error: Error): void => (closing ? undefined : options.onError(error));
  const tenantPool = openPool(options.tenantUrl, options.connections.tenant, { ...options, onError });
  const systemPool = openPool(options.systemUrl, options.connections.system, { ...options, onError });
  return {
    tenant: (settings) => createSession(tenantPool, settings),
    system: (settings) => createSession(systemPool, { ...settings, roots: [] }),
    ping: (timeoutMs) => ping(systemPool, timeoutMs),
    close: async () => {
      closing = true;
      await Promise.all([tenantPool.end(), systemPool.end()]);
    },
  };
}

function openPool(url: string, max: number, options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    pipeline: true,
    types: wireTypes,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    application_name: `kabinet ${options.service}`,
    // What dates and instants look like on the wire must not depend on the server's defaults; see wire-types.
    options: `-c search_path=${options.service} -c timezone=UTC -c datestyle=ISO -c idle_in_transaction_session_timeout=${TRANSACTION_LIMIT_MS}`,
  });
  pool.on('error', options.onError);
  pool.on('connect', (client) => {
    client.on('error', options.onError);
    limitTransactions(client).catch(options.onError);
  });
  return pool;
}

/** `transaction_timeout` exists since PostgreSQL 17; before it the statement and idle limits have to do. */
async function limitTransactions(client: pg.ClientBase): Promise<void> {
  await client.query(`select set_config('transaction_timeout', $1, false) where current_setting('server_version_num')::int >= 170000`, [
    String(TRANSACTION_LIMIT_MS),
  ]);
}

async function ping(pool: pg.Pool, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the database does not answer')), timeoutMs);
  });
  try {
    await Promise.race([pool.query('select 1'), late]);
  } finally {
    clearTimeout(timer);
  }
}

export { isDuplicate, replanned, TRANSACTION_LIMIT_MS } from './session.ts';
export type { Compilable, Query, Queryable, Session, SessionSettings, Transaction } from './session.ts';
