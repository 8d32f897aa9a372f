import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import type { TransformCallback } from 'node:stream';
import { StoreError } from './store-error.ts';

export interface ExpectedContent {
  /** In hex. */
  readonly sha256?: string | undefined;
  /** In bytes. */
  readonly size?: number | undefined;
}

/** Passes bytes on, measures them, and fails with StoreError `checksum_mismatch` at their end when they are not what was expected. */
export class ContentCheck extends Transform {
  readonly #expected: ExpectedContent;
  readonly #asStoreError: (error: Error) => Error;
  readonly #hash = createHash('sha256');
  #size = 0;
  #sha256: string | undefined;

  /** `asStoreError` translates a failure of the stream that is piped into this one. */
  constructor(expected: ExpectedContent, asStoreError: (error: Error) => Error = (error) => error) {
    super();
    this.#expected = expected;
    this.#asStoreError = asStoreError;
  }

  /** What has passed; only after the end of the stream. */
  get content(): { readonly size: number; readonly sha256: string } {
    if (this.#sha256 === undefined) throw new Error('the contents have not passed yet');
    return { size: this.#size, sha256: this.#sha256 };
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk);
    this.#size += chunk.length;
    const limit = this.#expected.size ?? Infinity;
    if (this.#size > limit) done(new StoreError('checksum_mismatch', `the contents have more than the expected ${limit} bytes`));
    else done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    this.#sha256 = this.#hash.digest('hex');
    const { size = this.#size, sha256 = this.#sha256 } = this.#expected;
    if (size !== this.#size) done(new StoreError('checksum_mismatch', `the contents have ${this.#size} bytes, not the expected ${size}`));
    else if (sha256.toLowerCase() !== this.#sha256) {
      done(new StoreError('checksum_mismatch', `the contents have sha256 ${this.#sha256}, not ${sha256}`));
    } else done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    done(error === null || error.name === 'AbortError' ? error : this.#asStoreError(error));
  }
}
