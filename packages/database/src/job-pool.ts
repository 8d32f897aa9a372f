import pg from 'pg';

/** Connections of a job queue, which writes its own statements. */
export interface JobPool {
  readonly pool: pg.Pool;
  /** Resolves when the last connection is gone, so that a server may stop after it. May be called again. */
  close(): Promise<void>;
}

/** Opens a pool; connections are made on first use. Those lost while idle are told to `onError`. */
export function openJobPool(url: string, max: number, onError: (error: Error) => void): JobPool {
  let closing: Promise<void> | undefined;
  // While the pool closes, a server that stops a little earlier is no news; but without a listener it would end the process.
  const tell = (error: Error): void => (closing ? undefined : onError(error));
  const pool = new pg.Pool({ connectionString: url, max, application_name: 'kabinet jobs' });
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
