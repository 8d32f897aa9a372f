/** Calls between processes of one installation: the same calls as in one process, over HTTP. */
export { createAssertionSigner, createAssertionVerifier, type AssertionSigner, type AssertionVerifier } from './assertion.ts';
export { resolveHost } from './instances.ts';
export { listenForCalls, untilNobodyIsConnected, type Listener } from './listener.ts';
export { sendStream } from './send-stream.ts';
export { createCallHandler, type CallHandler, type CallHandlerOptions, type LocalService } from './server.ts';
export { connectService, type RemoteOptions, type RemoteService } from './transport.ts';
export { CALLS_PATH } from './wire.ts';
