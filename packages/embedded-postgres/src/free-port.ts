import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export async function findFreePort(): Promise<number> {
  return listenBriefly(0);
}

export async function isFreePort(port: number): Promise<boolean> {
  return listenBriefly(port).then(
    () => true,
    () => false,
  );
}

async function listenBriefly(port: number): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  // `address()` of a TCP server that listens is never a path nor null.
  const { port: actual } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return actual;
}
