import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/**
 * Below the ports that Linux (32768) and macOS (49152) give to outgoing connections, of which a portal under test has thousands: one of
 * them would sooner or later sit on the port of a server that is restarted.
 */
const LOWEST = 10_000;
const BEYOND = 32_000;
const ATTEMPTS = 100;

async function listenSomewhere(): Promise<{ server: Server; port: number }> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const server = createServer();
    const port = randomInt(LOWEST, BEYOND);
    const listening = once(server.listen(port, '127.0.0.1'), 'listening').then(
      () => true,
      () => false,
    );
    if (await listening) return { server, port };
  }
  throw new Error('there is no free port');
}

/** `count` different TCP ports of 127.0.0.1 on which nothing listens now; all are held until the last is known. */
export async function freePorts(count: number): Promise<number[]> {
  const held = await Promise.all(Array.from({ length: count }, listenSomewhere));
  await Promise.all(held.map(({ server }) => once(server.close(), 'close')));
  return held.map(({ port }) => port);
}
