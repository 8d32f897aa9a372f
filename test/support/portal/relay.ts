import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between the services and PostgreSQL, at an address that stays, and cuts connections at the worst moment. */
export interface Relay {
  readonly port: number;
  /** Resolves once a connection was cut as `moment` says; only the first one is. */
  cut(moment: CutMoment): Promise<void>;
  close(): Promise<void>;
}

/** When the server has committed a transaction of `service` in which `text` was sent, and has said so, but not yet to the client. */
export interface CutMoment {
  readonly service: string;
  readonly text: string;
}

interface Cut extends CutMoment {
  done(): void;
}

/** As statements and as PostgreSQL's answer to them are written on the wire (its manual, "Message Formats"). */
const COMMIT = 'commit\0';
const COMMITTED = 'COMMIT\0';

/** Leads to the server at `port` of 127.0.0.1. */
export async function startRelay(port: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  const cuts = new Set<Cut>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
    }
    tie(client, upstream, sockets);
    tie(upstream, client, sockets);
    pass(client, upstream, cuts);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut: (moment) => new Promise((resolve) => void cuts.add({ ...moment, done: resolve })),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Neither end outlives the other. */
function tie(socket: Socket, other: Socket, sockets: Set<Socket>): void {
  socket
    .on('error', () => other.destroy())
    .on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
}

function pass(client: Socket, upstream: Socket, cuts: Set<Cut>): void {
  let service = '';
  let mentioned: Cut | undefined;
  let committing: Cut | undefined;
  client.on('data', (chunk) => {
    service ||= /application_name\0kabinet (\w+)\0/.exec(chunk.toString('latin1'))?.[1] ?? '';
    mentioned ??= [...cuts].find((cut) => cut.service === service && chunk.includes(cut.text));
    if (chunk.includes(COMMIT)) {
      committing = mentioned;
      mentioned = undefined;
    }
    upstream.write(chunk);
  });
  upstream.on('data', (chunk) => {
    if (!committing || !chunk.includes(COMMITTED)) return void client.write(chunk);
    cuts.delete(committing);
    client.destroy();
    committing.done();
  });
}
