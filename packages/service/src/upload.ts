import type { Operation } from '@kabinet/contract';
import type { Upload } from '@kabinet/contract/content';
import { problem } from '@kabinet/problem';
import { pipeline, Transform } from 'node:stream';

/** Bytes that a body may have where its operation says nothing else. */
const DEFAULT_LIMIT = 1_048_576;

/**
 * The upload as the handler is given it: no longer than the operation allows. Its stream fails with `body_too_large` behind the
 * limit, and with `malformed_body` when the client goes away before its end or sends less than it announced.
 */
export function limited({ upload, body_limit: limit = DEFAULT_LIMIT }: Operation, given: Upload | undefined): Upload {
  const mediaType = given?.content_type.split(';', 1)[0]?.trim().toLowerCase();
  if (!given || mediaType === undefined || !upload?.media_types.includes(mediaType)) throw problem('unsupported_media_type');
  const { length = 0 } = given;
  if (length > limit) throw tooLarge(limit);
  return { ...given, body: pipeline(given.body, new Measured(limit, given.length), () => undefined) };
}

function tooLarge(limit: number): Error {
  return problem('body_too_large', { params: { limit } });
}

class Measured extends Transform {
  readonly #limit: number;
  readonly #announced: number | undefined;
  #size = 0;

  constructor(limit: number, announced: number | undefined) {
    super();
    this.#limit = limit;
    this.#announced = announced;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: Error | null, chunk?: Buffer) => void): void {
    this.#size += chunk.length;
    if (this.#size > this.#limit) done(tooLarge(this.#limit));
    else done(null, chunk);
  }

  override _flush(done: (error?: Error) => void): void {
    if (this.#announced === undefined || this.#announced === this.#size) done();
    else done(new Error(`${this.#size} bytes came of ${this.#announced}`));
  }

  /** Whatever broke the client's stream is a body that did not come. */
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const ours = error === null || error.name === 'ProblemError';
    done(ours ? error : problem('malformed_body', { cause: error }));
  }
}
