import { setTimeout as delay } from 'node:timers/promises';
import { connect, errors, type NatsConnection } from '@nats-io/transport-node';
import { readNatsUrl } from './nats-url.ts';

/** A connection to nats that is made in the background and made again for ever. */
export interface Connection {
  /** Throws while there is none. */
  current(): NatsConnection;
  /** The first connection, which then mends itself; rejects when `close` comes before it. */
  established(): Promise<NatsConnection>;
  waitingFor(): string | undefined;
  /** `listener` is called when the connection is lost and when it is there again. */
  onInterruption(listener: () => void): void;
  /** Lets what is on its way leave, then closes. */
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 2_000;
const MAX_RETRY_MS = 5_000;
const DRAIN_LIMIT_MS = 2_000;

/** What a client of ours asks of a connection: a silent server is given up after 10 to 15 s. */
function clientOptions(url: string) {
  return { ...readNatsUrl(url), name: 'kabinet', timeout: CONNECT_TIMEOUT_MS, noAsyncTraces: true };
}

const FOR_EVER = {
  maxReconnectAttempts: -1,
  reconnectTimeWait: 250,
  reconnectJitter: 250,
  ignoreAuthErrorAbort: true,
  pingInterval: 5_000,
  maxPingOut: 2,
};

/** Connects once, for commands; rejects with the reason in words. */
export async function connectOnce(url: string): Promise<NatsConnection> {
  const options = { ...clientOptions(url), reconnect: false };
  try {
    return await connect(options);
  } catch (cause) {
    throw new Error(reasonOf(cause), { cause });
  }
}

/** `onError` is told of each new reason why there is no connection, without credentials. Throws when `url` makes no sense. */
// oxlint-disable-next-line eslint/max-lines-per-function -- one closure over the connection's state; its parts are short
export function openConnection(url: string, onError: (error: unknown) => void): Connection {
  const options = { ...clientOptions(url), ...FOR_EVER };
  const closing = new AbortController();
  const listeners: (() => void)[] = [];
  let client: NatsConnection | undefined;
  let obstacle: string | undefined = 'waiting for nats';

  function blocked(error: unknown): void {
    const reason = reasonOf(error);
    if (reason !== obstacle) onError(new Error(reason, { cause: error }));
    obstacle = reason;
  }

  async function connectAtLast(): Promise<NatsConnection> {
    for (let waitMs = 250; ; waitMs = Math.min(waitMs * 2, MAX_RETRY_MS)) {
      closing.signal.throwIfAborted();
      try {
        return await connect(options);
      } catch (error) {
        blocked(error);
        await delay(waitMs, undefined, { signal: closing.signal });
      }
    }
  }

  async function watch(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status()) {
      if (closing.signal.aborted) return;
      if (status.type === 'disconnect') blocked(new Error('the connection was lost'));
      if (status.type === 'error') blocked(status.error);
      if (status.type === 'reconnect') obstacle = undefined;
      if (status.type !== 'disconnect' && status.type !== 'reconnect') continue;
      for (const listener of listeners) listener();
    }
  }

  const established = connectAtLast().then((connection) => {
    client = connection;
    obstacle = undefined;
    void watch(connection);
    return connection;
  });
  established.catch(() => {}); // Only `close` ends it; those who wait are told.

  return {
    current() {
      if (!client || obstacle !== undefined) throw new Error(obstacle ?? 'waiting for nats');
      return client;
    },
    established: () => established,
    waitingFor: () => obstacle,
    onInterruption: (listener) => void listeners.push(listener),
    async close() {
      closing.abort(new Error('the transport was closed'));
      const connection = await established.catch(() => undefined);
      if (connection) await leave(connection, obstacle === undefined);
      obstacle = 'the transport was closed';
    },
  };
}

async function leave(connection: NatsConnection, isConnected: boolean): Promise<void> {
  if (isConnected) await Promise.race([connection.drain(), delay(DRAIN_LIMIT_MS, undefined, { ref: false })]);
  if (!connection.isClosed()) await connection.close();
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.AuthorizationError || error instanceof errors.UserAuthenticationExpiredError) {
    return 'nats refuses the credentials in NATS_URL';
  }
  return `waiting for nats: ${error instanceof Error ? error.message : String(error)}`;
}
