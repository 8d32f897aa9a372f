export type StoreErrorKind =
  | 'not_found'
  | 'invalid_key'
  /** The contents are not what their sha256 or size says. */
  | 'checksum_mismatch'
  /** The object is another one than the etag says. */
  | 'changed'
  /** No space, or a quota is used up. */
  | 'full'
  /** The store cannot be reached or does not do its work now; the same call may succeed later. */
  | 'unavailable'
  | 'range_not_satisfiable';

/** What a store refuses or fails to do; the message is for the log. */
export class StoreError extends Error {
  readonly kind: StoreErrorKind;

  constructor(kind: StoreErrorKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StoreError';
    this.kind = kind;
  }
}
