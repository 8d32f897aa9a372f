import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line between clients and a server of 127.0.0.1 on which bytes are counted, and which breaks where a test wants. */
export interface Line {
  readonly url: string;
  /** Bytes that clients have sent so far. */
  readonly sent: number;
  /** How often it has broken. */
  readonly breaks: number;
  /** Each of the next connections breaks once so many bytes of the answer have passed, in this order. */
  breakAfter(bytes: readonly number[]): void;
  /** Resolves when clients have sent so many bytes. */
  untilSent(bytes: number): Promise<void>;
  close(): Promise<void>;
}

export async function startLine(port: number): Promise<Line> {
  const line = { sent: 0, breaks: 0, waiting: [] as { bytes: number; resolve: () => void }[], allowances: [] as number[] };
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client.on('error', () => undefined).on('close', () => clients.delete(client)));
    const upstream = connect(port, '127.0.0.1').on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
    client.on('data', ({ length }) => {
      line.sent += length;
      for (const { bytes, resolve } of line.waiting) if (line.sent >= bytes) resolve();
    });
    client.pipe(upstream);
    answer(upstream, client, line.allowances.shift() ?? Infinity, () => (line.breaks += 1));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get sent() {
      return line.sent;
    },
    get breaks() {
      return line.breaks;
    },
    breakAfter: (bytes) => void line.allowances.push(...bytes),
    untilSent: (bytes) => new Promise((resolve) => void line.waiting.push({ bytes, resolve })),
    async close() {
      const closed = once(server.close(), 'close');
      for (const client of clients) client.destroy();
      await closed;
    },
  };
}

/** What is over the allowance does not come, nor an end: the connection is reset, once the client has been sent what came before. */
function answer(upstream: Socket, client: Socket, allowance: number, onBreak: () => void): void {
  let left = allowance;
  upstream.on('data', (chunk) => {
    if (left <= 0) return;
    const passed = chunk.subarray(0, Math.min(left, chunk.length));
    left -= chunk.length;
    if (left > 0) {
      if (!client.write(passed)) upstream.pause();
      return;
    }
    onBreak();
    upstream.destroy();
    client.write(passed, () => client.resetAndDestroy());
  });
  client.on('drain', () => upstream.resume());
  upstream.on('end', () => client.end());
}
