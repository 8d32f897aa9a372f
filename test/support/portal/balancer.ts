import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A plain proxy that spreads connections over those ports whose `/readyz` says that they are ready. */
export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 100;

export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const sockets = new Set<Socket>();
  const ready = new Set<number>(ports);
  let turn = 0;
  const looking = setInterval(() => void Promise.all(ports.map((port) => look(port, ready))), LOOK_EVERY_MS);
  const server = createServer({ pauseOnConnect: true }, (client) => {
    turn += 1;
    const inTurn = ports.map((_, index) => ports[(turn + index) % ports.length] as number);
    forward(client, [...inTurn.filter((port) => ready.has(port)), ...inTurn], sockets);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        clearInterval(looking);
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Joins `client` to the first port that takes the connection. */
function forward(client: Socket, [port, ...others]: readonly number[], sockets: Set<Socket>): void {
  if (port === undefined) return void client.destroy();
  const upstream = connect(port, '127.0.0.1');
  const refused = (): void => forward(client, others, sockets);
  upstream.once('error', refused).once('connect', () => {
    upstream.off('error', refused);
    client.pipe(upstream).pipe(client);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket
        .on('error', () => other.destroy())
        .on('close', () => {
          sockets.delete(socket);
          other.destroy();
        });
    }
  });
}

async function look(port: number, ready: Set<number>): Promise<void> {
  const answered = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(1_000) }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.ok;
    },
    () => false,
  );
  if (answered) ready.add(port);
  else ready.delete(port);
}
