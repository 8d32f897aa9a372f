import type { Socket } from 'node:net';
import { PROBLEM_TYPE } from '../answers/problems.ts';

/** What cannot be read as HTTP, or does not arrive in time, is answered by hand: there is no request to answer. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, title] = BROKEN[error.code ?? ''] ?? [400, 'Bad Request'];
  const body = JSON.stringify({ type: 'about:blank', title, status });
  const head = `HTTP/1.1 ${status} ${title}\r\ncontent-type: ${PROBLEM_TYPE}\r\ncontent-length: ${body.length}\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n`;
  socket.end(head + body);
}

const BROKEN: Readonly<Record<string, readonly [number, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
};

/** Whoever does not send a whole request in time is told so, if nothing has been answered yet. */
export function letGo(socket: Socket, answered: boolean): void {
  if (answered) socket.destroy();
  else answerBrokenRequest(Object.assign(new Error('the body did not come in time'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket);
}
