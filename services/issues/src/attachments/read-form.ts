import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { Upload } from '@kabinet/contract/content';
import { ATTACHMENT_LIMIT } from '@kabinet/contracts/issues/resources';
import { problem } from '@kabinet/problem';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface FormFile {
  /** As it came. */
  readonly name: string;
  readonly body: Readable;
}

/**
 * Gives `take` the file of a form (RFC 7578) whose field is called `file`, as it comes: nothing is kept in memory. Throws
 * `malformed_body`, `file_missing`, `body_too_large`, and what `take` throws.
 */
export async function takeFile<T>(upload: Upload, take: (file: FormFile) => Promise<T>): Promise<T> {
  const parser = openParser(upload.content_type);
  const stop = new AbortController();
  let current: BusboyFileStream | undefined;
  let taking: Promise<T> | undefined;
  parser.on('file', (field, stream, name) => {
    if (taking || field !== 'file') {
      stream.resume();
      return;
    }
    current = stream;
    stream.on('limit', () => stream.destroy(problem('body_too_large', { params: { limit: ATTACHMENT_LIMIT } })));
    taking = take({ name: name ?? '', body: stream });
    // Whoever fails to take it reads no further, so neither does the parser.
    taking.catch(() => stop.abort());
  });
  try {
    await pipeline(upload.body, parser, { signal: stop.signal });
  } catch (error) {
    current?.destroy(error instanceof Error ? error : undefined);
    await taking;
    throw isOurs(error) ? error : problem('malformed_body', { cause: error });
  }
  if (!taking) throw problem('file_missing');
  return taking;
}

function openParser(contentType: string): InstanceType<typeof Busboy> {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: { fileSize: ATTACHMENT_LIMIT, files: 1, fields: 10, fieldSize: 1000, parts: 11, headerPairs: 20, headerSize: 4096 },
    });
  } catch (cause) {
    throw problem('malformed_body', { cause });
  }
}

function isOurs(error: unknown): boolean {
  return error instanceof Error && error.name === 'ProblemError';
}
