import pg from 'pg';

/** Connections of a job queue, which writes its own statements. */
export interface JobPool {
  readonly pool: pg.Pool;
  /** Resolves when the last connection is gone, so that a server may stop after it. May be called again. */
  close(): Promise<void>;
}

export interface JobPoolOptions {
  readonly max: number;
  /** Runs before a new connection is used. */
  onConnect?(client: pg.ClientBase): Promise<void>;
  /** Told of connections lost while idle. */
  onError(error: Error): void;
}

/** Opens a pool; connections are made on first use and kept. */
export function openJobPool(url: string, { max, onConnect, onError }: JobPoolOptions): JobPool {
  let closing: Promise<void> | undefined;
  // While the pool closes, a server that stops a little earlier is no news; but without a listener it would end the process.
  const tell = (error: Error): void => (closing ? undefined : onError(error));
  const settings = { connectionString: url, max, application_name: 'kabinet jobs', idleTimeoutMillis: 0 };
  // oxlint-disable-next-line typescript/no-misused-promises -- the pool waits for it, though its types do not say so
  const pool = new pg.Pool(onConnect ? { ...settings, onConnect } : settings);
  pool.on('error', tell);
  pool.on('connect', (client) => client.on('error', tell));
  return { pool, close: () => (closing ??= closePool(pool)) };
}

/** `end` of a pool resolves before its connections have closed. */
async function closePool(pool: pg.Pool): Promise<void> {
  let open = pool.totalCount;
  const gone = new Promise<void>((resolve) => {
    if (open === 0) resolve();
    pool.on('remove', () => {
      open -= 1;
      if (open === 0) resolve();
    });
  });
  await pool.end();
  await gone;
}
