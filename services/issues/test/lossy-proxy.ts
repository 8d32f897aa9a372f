import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LossyProxy {
  readonly url: string;
  /** From here on the answers to whatever changes something get lost, each question's first one. */
  lose(): void;
  /** How many were lost since. */
  keep(): number;
  stop(): void;
}

/** Stands before a server and loses answers: the server has done what it was asked, and whoever asked never learns it. */
export async function startLossyProxy(target: string): Promise<LossyProxy> {
  let isLossy = false;
  const lost = new Set<string>();
  const server: Server = createServer((question, answer) => {
    const { method = 'GET', url = '/', headers } = question;
    const upstream = request(new URL(url, target), { method, headers, agent: false }, (response) => {
      // The same once more is the second try.
      const key = `${method} ${url} ${headers['content-length']}`;
      const isLost = isLossy && method !== 'GET' && !lost.has(key);
      if (isLost) lost.add(key);
      pass(response, answer, isLost);
    });
    upstream.on('error', () => answer.destroy());
    question.pipe(upstream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lose: () => {
      lost.clear();
      isLossy = true;
    },
    keep: () => {
      isLossy = false;
      return lost.size;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function pass(response: IncomingMessage, answer: ServerResponse, isLost: boolean): void {
  if (isLost) {
    // Once it has all been said, nothing of it gets through.
    response.resume().on('close', () => answer.destroy());
    return;
  }
  answer.writeHead(response.statusCode ?? 502, response.headers);
  response.pipe(answer);
}
