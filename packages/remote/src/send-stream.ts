import type { Chunks } from '@kabinet/contract/chunks';
import type { ServerResponse } from 'node:http';

/**
 * Sends bytes as fast as the reader takes them, in constant memory, and ends the answer. When they break off or are not as many as
 * `length` says, the connection is destroyed, as that alone tells the reader that the file is not complete, and the reason is
 * thrown. A reader who goes away is no error; the stream is destroyed.
 */
export async function sendStream(bytes: Chunks, response: ServerResponse, length: string | undefined): Promise<void> {
  const expected = length === undefined ? undefined : Number(length);
  let sent = 0;
  response.once('close', () => bytes.destroy());
  if (response.destroyed) bytes.destroy();
  try {
    for await (const chunk of bytes as AsyncIterable<Uint8Array | string>) {
      sent += Buffer.byteLength(chunk);
      // More than was announced would be taken for the next answer.
      if (sent > (expected ?? Infinity)) break;
      await written(response, chunk);
      if (response.destroyed) return;
    }
    if (sent !== (expected ?? sent)) throw new Error(`${sent} bytes came, ${length} were announced`);
    response.end();
  } catch (error) {
    if (response.destroyed) return;
    response.destroy();
    throw error;
  }
}

/** Resolves when the connection has taken the chunk, whose memory may be used again then, or is there no more. */
function written(response: ServerResponse, chunk: Uint8Array | string): Promise<void> {
  return new Promise((resolve) => {
    function done(): void {
      response.off('close', done);
      resolve();
    }
    response.on('close', done);
    response.write(chunk, done);
    if (response.destroyed) done();
  });
}
