/** Why a call to another process got no answer of a Kabinet service. */
export class CallFailure extends Error {
  /** Whether the call certainly never began: then anything may be tried again. */
  readonly notBegun: boolean;

  constructor(message: string, options: { readonly notBegun: boolean; readonly cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CallFailure';
    this.notBegun = options.notBegun;
  }
}

/** The connection was never made, so nothing can have been sent over it. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

export function connectionFailure(peer: string, error: Error): CallFailure {
  if (error instanceof CallFailure) return error;
  const { code } = error as { code?: string };
  return new CallFailure(`${peer}: ${code ?? error.message}`, { notBegun: NEVER_CONNECTED.has(code ?? ''), cause: error });
}
