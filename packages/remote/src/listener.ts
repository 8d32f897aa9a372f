import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { CallHandler } from './server.ts';
import { CALLS_PATH } from './wire.ts';

export interface ListenerOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Takes calls; a process that cannot do its work yet has none. */
  readonly calls?: CallHandler;
  /** Whether the process can do its work; the reasons are for the log, not for whoever asks. */
  ready(): Promise<boolean>;
}

export interface Listener {
  /** Where it listens, without a trailing slash. */
  readonly url: string;
  /**
   * Ends when no connection is left, or after `patienceMs`: until then calls are still served, as whoever makes them learns from
   * the answers that they should go elsewhere.
   */
  close(patienceMs: number): Promise<void>;
}

/** Longer than callers keep an idle connection, so that it is always they who end it. */
const KEEP_ALIVE_MS = 30_000;

/** Listens for calls from other processes, and for those who ask whether this one is well. */
export async function listenForCalls(options: ListenerOptions): Promise<Listener> {
  // An upload may take as long as it takes; whoever calls is one of us.
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    const url = request.url ?? '';
    if (options.calls && url.startsWith(CALLS_PATH)) return options.calls(request, response);
    if (url === '/livez') return void response.writeHead(200).end('{"status":"live"}');
    if (url !== '/readyz') return void response.writeHead(404).end();
    void options.ready().then((ready) => response.writeHead(ready ? 200 : 503).end(ready ? '{"status":"ready"}' : '{"status":"waiting"}'));
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port, options.host, resolve));
  // A listening TCP server always has an address of this kind.
  const { address, port, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close: (patienceMs) => closeServer(server, patienceMs),
  };
}

/** Every call has its deadline before that; a stream that is longer is broken off, and resumed elsewhere by whoever reads it. */
const LONGEST_MS = 12_000;

/** Waits until nobody is connected any more, then ends what is left. */
async function closeServer(server: Server, patienceMs: number): Promise<void> {
  await untilNobodyIsConnected(server, patienceMs);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const bound = setTimeout(() => server.closeAllConnections(), LONGEST_MS);
  await closed;
  clearTimeout(bound);
}

const LOOK_EVERY_MS = 50;

/** Resolves when no connection is open, or after `patienceMs`. */
export async function untilNobodyIsConnected(server: Server, patienceMs: number): Promise<void> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end && (await connections(server)) > 0) await pause(LOOK_EVERY_MS);
}

function connections(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
}
