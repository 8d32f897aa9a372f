import { connect, type Socket } from 'node:net';
import type { Edge } from './edge.ts';

/** A connection that is written and read by hand. */
export interface RawConnection {
  readonly socket: Socket;
  /** Everything received so far. */
  received(): string;
  /** Resolves when the other side has closed the connection. */
  readonly closed: Promise<void>;
}

export async function connectTo({ gateway }: Edge): Promise<RawConnection> {
  const socket = connect(gateway.port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString()));
  // A reset is one way of closing.
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  return { socket, received: () => text, closed };
}
