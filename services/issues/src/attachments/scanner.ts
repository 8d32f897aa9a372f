import { ConfigError } from '@kabinet/service';
import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { Transform, type Readable } from 'node:stream';

/** Looks into a file before anybody is given it. */
export interface Scanner {
  /** The name of what was found, or undefined. Throws when it cannot be known. */
  scan(contents: Readable): Promise<string | undefined>;
}

const TIMEOUT_MS = 60_000;

/** ClamAV's daemon at `host:port` or `unix:/path`; its protocol is that of the manual page of clamd(8), INSTREAM. */
export function createScanner(address: string): Scanner {
  const target = targetOf(address);
  return {
    async scan(contents) {
      const socket = connect(target).setTimeout(TIMEOUT_MS);
      socket.on('timeout', () => socket.destroy(new Error('the scanner does not answer')));
      return verdictIn(await ask(socket, contents));
    },
  };
}

function targetOf(address: string): { path: string } | { host: string; port: number } {
  const [, path = ''] = /^unix:(\/.+)$/.exec(address) ?? [];
  if (path !== '') return { path };
  const [, host = '', port = ''] = /^([^:\s]+|\[[0-9a-f:]+\]):(\d{1,5})$/i.exec(address) ?? [];
  if (host === '') throw new ConfigError('ISSUES_SCANNER', 'expected host:port or unix:/path of a clamd');
  return { host: host.replaceAll(/[[\]]/g, ''), port: Number(port) };
}

async function ask(socket: Socket, contents: Readable): Promise<string> {
  const answer = readAnswer(socket);
  // Whoever stops listening to the contents has found something, or gives up: the answer says which.
  const sending = pipeline(contents, new Chunked(), socket, { end: false });
  try {
    const [text] = await Promise.all([answer, sending.catch(() => answer)]);
    return text;
  } finally {
    contents.destroy();
    socket.destroy();
  }
}

async function readAnswer(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket) {
    text += (chunk as Buffer).toString('latin1');
    if (text.includes('\0') || text.length > 1000) break;
  }
  return text;
}

function verdictIn(answer: string): string | undefined {
  if (answer.startsWith('stream: OK\0')) return undefined;
  const [, finding] = /^stream: (.{1,200}) FOUND\0/.exec(answer) ?? [];
  if (finding === undefined) throw new Error(`the scanner answers ${JSON.stringify(answer.slice(0, 200))}`);
  return finding;
}

/** The command, then each chunk behind its length in four bytes, then a length of zero. */
class Chunked extends Transform {
  #begun = false;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#begin();
    this.push(lengthOf(chunk.length));
    this.push(chunk);
    done();
  }

  override _flush(done: () => void): void {
    this.#begin();
    this.push(lengthOf(0));
    done();
  }

  #begin(): void {
    if (!this.#begun) this.push('zINSTREAM\0');
    this.#begun = true;
  }
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}
