/** Objects by key: the same interface over files on disk and over S3. */
import type { Readable } from 'node:stream';

export { createFileStore } from './file-store.ts';
export type { FileStoreConfig } from './file-store.ts';
export { createS3Store } from './s3-store.ts';
export type { S3StoreConfig, S3Timeouts } from './s3-store.ts';
export { StoreError } from './store-error.ts';
export type { StoreErrorKind } from './store-error.ts';

export interface StoredObject {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** Of the contents, 64 lower-case hex digits; undefined for an object that somebody else wrote into the bucket without it. */
  readonly sha256: string | undefined;
  readonly content_type: string;
  /** Opaque, without quotes; another value when the contents are others. */
  readonly etag: string;
  readonly modified_at: Date;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What a listing says by itself, without a request per object. */
export type StoredEntry = Pick<StoredObject, 'key' | 'size' | 'etag' | 'modified_at'>;

export interface PutOptions {
  /** A media type (RFC 9110, section 8.3); `application/octet-stream` when missing. */
  readonly contentType?: string;
  /** In hex: contents with another digest are refused. Saves S3 a pass over a temporary file. */
  readonly sha256?: string;
  /** In bytes: contents of another size are refused. */
  readonly size?: number;
  /**
   * What an earlier put of these contents had sent before it was cut off is not sent again, and what this one sends stays for the next
   * when it fails. Only where a store takes parts (S3), and only with `size` and `sha256`; `changed` when what was gone on with had been
   * begun for other contents: put them once more.
   */
  readonly resume?: true;
  /** Names of lower-case letters, digits and `-`; values of any Unicode, at most 256 characters each and 2,000 together once percent-encoded. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Counted from 0; both ends are inclusive, as in RFC 9110, section 14.1.2. Without `end`, or with one behind the last byte: up to the last byte. */
export interface ByteRange {
  readonly start: number;
  readonly end?: number;
}

export interface GetOptions {
  readonly range?: ByteRange;
  /** Ends the waiting as well as a body that is being read, with an AbortError. */
  readonly signal?: AbortSignal;
}

/**
 * Bytes in memory that is used again: a chunk is good until the next one is asked for. New memory for each costs more than reading it, and
 * much of it waits for the garbage collector. Gone through once, to the end or not, or destroyed.
 */
export interface Chunks extends AsyncIterable<Uint8Array> {
  destroy(): void;
}

/** What a signed URL answers beside the bytes. */
export interface SignedUrlOptions {
  /** How long it is good for. What has begun by then goes on. */
  readonly seconds: number;
  readonly contentType: string;
  /** Content-Disposition (RFC 6266). */
  readonly disposition: string;
}

export interface ListOptions {
  /** Keys that start with it; '' for all. */
  readonly prefix: string;
  /** Only keys after this one. */
  readonly startAfter?: string;
  readonly limit?: number;
}

/**
 * Every method throws StoreError; an error of the body given to `put` and an AbortError pass unchanged.
 * Keys are Unicode of 1 to 900 bytes in UTF-8; see `checkKey` for what is refused.
 */
export interface Store {
  /** Writes the whole object or nothing: readers see the old object until the new one is complete, checked and safe on disk. */
  put(key: string, body: Readable | Uint8Array, options?: PutOptions): Promise<StoredObject>;
  /**
   * The object and its contents, or the range of them; `not_found` when there is none. The body must be read to its end or destroyed.
   * Contents that do not fit their sha256 end the body with `checksum_mismatch` (whole reads only).
   */
  get(key: string, options?: GetOptions): Promise<{ object: StoredObject; body: Readable }>;
  /** Like `get`, for large contents that are compared with nothing: by readers who compare by themselves, or whom that would cost too much. */
  read(key: string, options?: GetOptions): Promise<{ object: StoredObject; chunks: Chunks }>;
  head(key: string): Promise<StoredObject | undefined>;
  /** Not an error when there is no such object. */
  delete(key: string): Promise<void>;
  /** In the order of the keys' UTF-8 bytes. Objects of others whose keys this interface refuses are left out. */
  list(options: ListOptions): AsyncIterable<StoredObject>;
  /** Like `list`, with what is cheap to know: a request per page and not per object. */
  entries(options: ListOptions): AsyncIterable<StoredEntry>;
  /**
   * Takes over the object `from.key` of another store of the same kind and place, without its bytes passing through this process: a
   * second name on disk, a copy within S3. `changed` when its etag is another one.
   */
  adopt(from: { readonly store: Store; readonly key: string; readonly etag: string }, key: string): Promise<StoredObject>;
  /** A URL by which anybody gets the object, ranges included, without this process; undefined for files on disk. */
  signedUrl(key: string, options: SignedUrlOptions): Promise<string | undefined>;
}
