import type { Readable } from 'node:stream';
import type { Chunks } from './chunks.ts';

/** A part of some bytes, counted from 0; both ends are inclusive, as in RFC 9110, section 14.1.2. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/**
 * The bytes that an operation answers, not yet made: nobody makes them for HEAD, or for a reader who has them already.
 * The platform answers ranges and conditions (RFC 9110, sections 13 and 14) from what is said here.
 */
export interface Content {
  /** In bytes. Content whose size nobody knows before its end cannot be asked for in parts. */
  readonly size?: number;
  /** A strong validator, in quotes: other bytes under it would break the files of those who resume. */
  readonly etag?: string;
  /** Opens the whole or a part. The signal ends the bytes when nobody wants them any more. */
  open(part: Part | undefined, signal: AbortSignal): Promise<Chunks>;
}

/** Bytes that somebody else hands out. HEAD is answered here: a URL that is good for GET is not for it. */
export interface Elsewhere {
  /** In bytes. */
  readonly size: number;
  /** Makes a URL that is good for a short while. */
  redirect(): Promise<string>;
}

/** The body of a request that its operation takes as a stream. Read to its end, or the connection is given up. */
export interface Upload {
  readonly body: Readable;
  readonly content_type: string;
  /** In bytes, where the client said it. */
  readonly length?: number;
}
