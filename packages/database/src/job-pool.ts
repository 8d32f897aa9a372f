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
  const open = new Set<Promise<void>>();
  pool.on('connect', (client) => {
    client.on('error', tell);
    const ended = new Promise<void>((resolve) => void client.once('end', resolve)).finally(() => open.delete(ended));
    open.add(ended);
  });
  return { pool, close: () => (closing ??= closePool(pool, open)) };
}

/** `end` of a pool resolves before its connections have closed. */
async function closePool(pool: pg.Pool, open: ReadonlySet<Promise<void>>): Promise<void> {
  await pool.end();
  await Promise.all(open);
}
