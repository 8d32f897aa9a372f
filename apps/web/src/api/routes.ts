/** What a browser must know of an operation to call it. */
export interface OperationRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the origin's root; `{name}` marks a parameter. */
  readonly path: string;
  /** Nobody needs to be logged in. */
  readonly public?: true;
  /** A call without an Idempotency-Key is refused. */
  readonly keyed?: true;
  /** The media type that tells it from other operations of its path. */
  readonly accept?: string;
}

/** By service, by operation. */
export type OperationRoutes = Readonly<Record<string, Readonly<Record<string, OperationRoute>>>>;
