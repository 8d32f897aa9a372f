import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** Asks for a URL and reads the answer to its end, in constant memory. */
export async function digestOf(url: string, headers: Record<string, string>): Promise<string> {
  const answer = await fetch(url, { headers });
  if (!answer.ok || !answer.body) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return (await hashed(answer.body)).digest('hex');
}

export async function digestOfFile(path: string): Promise<string> {
  return (await hashed(createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>)).digest('hex');
}

async function hashed(bytes: AsyncIterable<Uint8Array>): Promise<Hash> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk);
  return hash;
}
