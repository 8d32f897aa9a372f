import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';

/**
 * Sends bytes as fast as the reader takes them, in constant memory, and ends the answer. When they break off or are not as many as
 * `length` says, the connection is destroyed, as that alone tells the reader that the file is not complete, and the reason is
 * thrown. A reader who goes away is no error; the stream is destroyed.
 */
export async function sendStream(bytes: Readable, response: ServerResponse, length: string | undefined): Promise<void> {
  const expected = length === undefined ? undefined : Number(length);
  let sent = 0;
  response.once('close', () => bytes.destroy());
  if (response.destroyed) bytes.destroy();
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer | string>) {
      sent += Buffer.byteLength(chunk);
      // More than was announced would be taken for the next answer.
      if (sent > (expected ?? Infinity)) break;
      if (!response.write(chunk)) await drained(response);
    }
    if (sent !== (expected ?? sent)) throw new Error(`${sent} bytes came, ${length} were announced`);
    response.end();
  } catch (error) {
    if (response.destroyed) return;
    response.destroy();
    throw error;
  }
}

/** Resolves when there is room again, or nobody to make room for. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    function done(): void {
      response.off('drain', done).off('close', done);
      resolve();
    }
    response.on('drain', done).on('close', done);
    if (response.destroyed) done();
  });
}
