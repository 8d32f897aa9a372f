import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { problem } from '@kabinet/problem';
import type { CompiledQuery } from 'kysely';
import pg from 'pg';

/** Anything that compiles to SQL: a Kysely builder or a `sql` template bound to the service's builder. */
export interface Compilable<Row> {
  compile(): CompiledQuery<Row>;
}
export type Query<Row> = Compilable<Row> | CompiledQuery<Row> | ReplannedQuery<Row>;

interface ReplannedQuery<Row> extends CompiledQuery<Row> {
  readonly isReplanned: true;
}

/**
 * `query`, planned for its values each time that it is sent. Other statements are planned once, for any values: cheaper, and wrong where
 * the words that are searched for decide whether an index is worth its while.
 */
export function replanned<Row>(query: CompiledQuery<Row>): Query<Row> {
  return { ...query, isReplanned: true };
}

/** Runs queries: alone, each in a transaction of its own, or inside one transaction. */
export interface Queryable {
  rows<Row>(query: Query<Row>): Promise<Row[]>;
  /** The first row, if any. */
  first<Row>(query: Query<Row>): Promise<Row | undefined>;
  /** The number of rows that the statement changed. */
  execute(query: Query<unknown>): Promise<number>;
}

export interface Transaction extends Queryable {
  /** Runs once the transaction is durable; never when it is rolled back. */
  afterCommit(action: () => void): void;
  /** Lets the transaction last for `ms` from now, past the limit for all: for rare work that is large and cannot be done in parts. */
  prolong(ms: number): Promise<void>;
}

export interface Session extends Queryable {
  /** One transaction around `work`; a nested call joins the outer one. Rolled back when `work` throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

/** What row-level security and the server's timeouts are told in every transaction. */
export interface SessionSettings {
  /** The trees that the second wall lets through; meaningless for the system role. */
  readonly roots: readonly string[];
  readonly principal: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

interface Result<Row> {
  readonly rows: Row[];
  readonly rowCount: number | null;
}

/** A transaction lasts at most this long, whatever the caller's deadline. */
export const TRANSACTION_LIMIT_MS = 5_000;

/** A session over `pool`. Every statement reaches the server together with BEGIN and the settings: one round trip. */
export function createSession(pool: pg.Pool, settings: SessionSettings): Session {
  return {
    rows: async (query) => (await single(pool, settings, query)).rows,
    first: async (query) => (await single(pool, settings, query)).rows[0],
    execute: async (query) => (await single(pool, settings, query)).rowCount ?? 0,
    transaction: (work) => runTransaction(pool, settings, work),
  };
}

async function single<Row>(pool: pg.Pool, settings: SessionSettings, query: Query<Row>): Promise<Result<Row>> {
  return withClient(pool, settings, async (client) => {
    const flight = inOneWrite(
      client,
      () => [begin(client), configure(client, settings), send<Row>(client, query), client.query('commit')] as const,
    );
    const [, , result] = await settled([...flight]);
    return result;
  });
}

/** What `queue` sends leaves in one write to the socket instead of one per statement: fewer system calls on both sides. */
function inOneWrite<T>(client: pg.ClientBase, queue: () => T): T {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.cork();
  try {
    return queue();
  } finally {
    stream.uncork();
  }
}

/** The pool that the present flow holds a transaction on. */
const holding = new AsyncLocalStorage<pg.Pool>();

async function runTransaction<T>(pool: pg.Pool, settings: SessionSettings, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const committed: (() => void)[] = [];
  const result = await withClient(pool, settings, async (client, watchdog) => {
    const opened = settled([...inOneWrite(client, () => [begin(client), configure(client, settings)] as const)]);
    opened.catch(() => {}); // Reported below; the first query of `work` is already on its way.
    const life = { over: false };
    try {
      const answer = await holding.run(pool, () => work(transactionOn(client, watchdog, committed, life)));
      await opened;
      life.over = true;
      await commit(client);
      return answer;
    } catch (error) {
      life.over = true;
      await client.query('rollback').catch(() => {});
      throw error;
    }
  });
  for (const action of committed) action();
  return result;
}

/** PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error: `work` swallowed the one that it was told of. */
async function commit(client: pg.ClientBase): Promise<void> {
  const { command } = await client.query('commit');
  if (command !== 'COMMIT') throw new Error('the transaction was rolled back: one of its statements failed and nobody passed the error on');
}

function transactionOn(
  client: pg.ClientBase,
  watchdog: Watchdog,
  committed: (() => void)[],
  life: { readonly over: boolean },
): Transaction {
  /** The connection may serve another caller by now: a straggling statement must not run there. */
  async function sendWhileOpen<Row>(query: Query<Row>): Promise<Result<Row>> {
    if (life.over) throw new Error('the transaction is over');
    return send(client, query);
  }
  return {
    rows: async (query) => (await sendWhileOpen(query)).rows,
    first: async (query) => (await sendWhileOpen(query)).rows[0],
    execute: async (query) => (await sendWhileOpen(query)).rowCount ?? 0,
    afterCommit: (action) => void committed.push(action),
    prolong: async (ms) => {
      if (life.over) throw new Error('the transaction is over');
      watchdog.allow(ms);
      await client.query({ ...PROLONG, values: [String(ms)] });
    },
  };
}

async function withClient<T>(
  pool: pg.Pool,
  settings: SessionSettings,
  work: (client: pg.PoolClient, watchdog: Watchdog) => Promise<T>,
): Promise<T> {
  // Transactions that each wait for a second connection of a small pool would wait for each other.
  if (holding.getStore() === pool) throw new Error('a query beside the open transaction: run it on the transaction');
  const client = await connect(pool, settings.deadline);
  const watchdog = watch(client);
  watchdog.allow(remaining(settings));
  let broken: Error | undefined;
  try {
    return await work(client, watchdog);
  } catch (error) {
    if (isConnectionLoss(error)) {
      broken = error;
      throw problem('unavailable', { reason: 'the database connection was lost', cause: error });
    }
    if (error instanceof pg.DatabaseError && error.code === '57014') throw problem('deadline_exceeded', { cause: error });
    if (error instanceof pg.DatabaseError && error.code === '40P01') throw problem('unavailable', { reason: 'deadlock', cause: error });
    throw error;
  } finally {
    watchdog.leave();
    client.release(broken);
  }
}

/** A connection of the pool, waited for until `deadline` at most. */
async function connect(pool: pg.Pool, deadline: number): Promise<pg.PoolClient> {
  const patience = deadline - Date.now();
  if (patience <= 0) throw problem('deadline_exceeded');
  const connecting = pool.connect();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(resolve, patience, 'late')));
  try {
    const client = await Promise.race([connecting, late]);
    if (client !== 'late') return client;
  } catch (cause) {
    throw problem('unavailable', { reason: 'no database connection', cause });
  } finally {
    clearTimeout(timer);
  }
  connecting.then((client) => client.release()).catch(() => {});
  throw problem('deadline_exceeded', { reason: 'no database connection became free in time' });
}

/** The server ends what takes too long by itself; only a server or network that fell silent has to be hung up on. */
const SERVER_GRACE_MS = 1_000;

interface Watchdog {
  /** The connection may be busy for so long from now. */
  allow(ms: number): void;
  leave(): void;
}

function watch(client: pg.PoolClient): Watchdog {
  let timer: NodeJS.Timeout | undefined;
  const leave = (): void => clearTimeout(timer);
  function allow(ms: number): void {
    leave();
    timer = setTimeout(() => hangUp(client), ms + SERVER_GRACE_MS);
  }
  return { allow, leave };
}

function hangUp(client: pg.PoolClient): void {
  (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
}

/** Whether a write was refused because another row has what this unique index lets only one have. */
export function isDuplicate(error: unknown, index: string): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505' && error.constraint === index;
}

function isConnectionLoss(error: unknown): error is Error {
  if (error instanceof pg.DatabaseError) return /^(08|57P0|25P03|25P04)/.test(error.code ?? '');
  return error instanceof Error && /connection (terminated|error|ended)|ECONNRESET|EPIPE|not queryable/i.test(error.message);
}

function begin(client: pg.ClientBase): Promise<pg.QueryResult> {
  return client.query('begin');
}

const CONFIGURE = {
  name: 'configure',
  text: `select set_config('app.roots', $1, true), set_config('app.principal', $2, true), set_config('statement_timeout', $3, true)`,
};

function configure(client: pg.ClientBase, settings: SessionSettings): Promise<pg.QueryResult> {
  return client.query({ ...CONFIGURE, values: [settings.roots.join(','), settings.principal, String(remaining(settings))] });
}

const PROLONG = {
  name: 'prolong',
  // By zero first: a clock that runs is not set anew. PostgreSQL before 17 has no such clock.
  text: `select set_config('statement_timeout', $1, true), case when current_setting('server_version_num')::int >= 170000
    then set_config('transaction_timeout', '0', true) || set_config('transaction_timeout', $1, true) end`,
};

function remaining({ deadline }: SessionSettings): number {
  return Math.max(1, Math.min(TRANSACTION_LIMIT_MS, deadline - Date.now()));
}

function send<Row>(client: pg.ClientBase, query: Query<Row>): Promise<Result<Row>> {
  const { sql, parameters } = 'compile' in query ? query.compile() : query;
  const name = 'isReplanned' in query ? undefined : statementName(sql);
  return client.query<Row & pg.QueryResultRow>({ name, text: sql, values: parameters as unknown[] });
}

const names = new Map<string, string>();

/** Statements are prepared once per connection under a hash of their text. */
function statementName(sql: string): string {
  let name = names.get(sql);
  if (!name) {
    name = createHash('sha256').update(sql).digest('base64url').slice(0, 22);
    // Texts come from code, with a parameter per value, so the map is bounded by the program; the limit guards a mistake.
    if (names.size > 5_000) names.clear();
    names.set(sql, name);
  }
  return name;
}

/** Like `Promise.all`, but waits for all, so that the connection is quiet before it is given back. */
async function settled<T extends readonly Promise<unknown>[]>(promises: [...T]): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const results = await Promise.allSettled(promises);
  const values: unknown[] = [];
  for (const result of results) {
    if (result.status === 'rejected') throw result.reason;
    values.push(result.value);
  }
  return values as never;
}
