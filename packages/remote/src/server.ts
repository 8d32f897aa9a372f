import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, Contract, Operation, StreamedReply, WrittenReply } from '@kabinet/contract';
import type { Call } from '@kabinet/contract/client';
import type { Principal } from '@kabinet/contract/principal';
import { writeReply } from '@kabinet/contract/reply';
import { problem, ProblemError } from '@kabinet/problem';
import { platformProblems } from '@kabinet/problem/catalogue';
import type { Logger } from 'pino';
import type { AssertionVerifier } from './assertion.ts';
import { LastingStreams } from './lasting-streams.ts';
import { sendStream } from './send-stream.ts';
import { CALLS_PATH, HEADERS, writeHeader, writeProblem, type AnswerKind, type WireCall } from './wire.ts';

/** A service of this process, as far as calls from other processes go. */
export interface LocalService {
  readonly contract: Contract;
  dispatch(call: Call): Promise<Answer>;
}

export interface CallHandlerOptions {
  readonly services: ReadonlyMap<string, LocalService>;
  readonly verifier: AssertionVerifier;
  readonly log: Logger;
  /** Whether this process is about to end: callers are told to send no more. */
  draining(): boolean;
}

export type CallHandler = (request: IncomingMessage, response: ServerResponse) => void;

const DEFAULT_BODY_LIMIT = 1_048_576;
/** The same data takes more room when it is written anew (1e20 as digits), and the call stands around it. */
const WIRE_FACTOR = 8;

/** Takes calls from other processes: those with an assertion of this installation for the service that they name. */
export function createCallHandler(options: CallHandlerOptions): CallHandler {
  const lasting = new LastingStreams(options.draining);
  return function handle(request, response) {
    response.setHeader('cache-control', 'no-store');
    if (options.draining()) response.setHeader(HEADERS.draining, '1').setHeader('connection', 'close');
    answer(options, lasting, request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) {
        response.destroy();
        options.log.warn({ err: error, request_id: headerOf(request, HEADERS.requestId) }, 'a stream to another process broke off');
        return;
      }
      refuse(options, request, response, error);
    });
  };
}

async function answer(
  options: CallHandlerOptions,
  lasting: LastingStreams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [name = '', operationName = ''] = (request.url ?? '').slice(CALLS_PATH.length).split('/');
  const principal = await principalOf(options.verifier, request, name);
  const service = options.services.get(name);
  const operations = service?.contract.operations ?? {};
  const operation = Object.hasOwn(operations, operationName) ? operations[operationName] : undefined;
  if (!service || !operation || request.method !== 'POST') throw problem('not_found');
  const call: Call = {
    ...(await readCall(request, operation)),
    service: name,
    operation: operationName,
    principal,
    requestId: headerOf(request, HEADERS.requestId) ?? '',
    deadline: Date.now() + Number(headerOf(request, HEADERS.timeLeft) ?? 0),
  };
  const reply = await service.dispatch(call);
  if ('stream' in reply) await passOn(response, reply, operation.ok.lasting ? lasting : undefined);
  else send(response, writeReply(operation.ok.status, reply));
}

/** What the caller says of the call, which is the body; where that is an upload, the call stands in a header. */
async function readCall(request: IncomingMessage, operation: Operation): Promise<WireCall & Pick<Call, 'upload'>> {
  if (!operation.upload) return readWireCall(request, (operation.body_limit ?? DEFAULT_BODY_LIMIT) * WIRE_FACTOR);
  const length = headerOf(request, 'content-length');
  const upload = {
    body: request,
    content_type: headerOf(request, 'content-type') ?? '',
    ...(length === undefined ? {} : { length: Number(length) }),
  };
  return { ...(JSON.parse(headerOf(request, HEADERS.call) ?? '') as WireCall), upload };
}

async function principalOf(verifier: AssertionVerifier, request: IncomingMessage, service: string): Promise<Principal> {
  const assertion = /^Bearer (\S+)$/.exec(headerOf(request, 'authorization') ?? '')?.[1];
  const principal = assertion === undefined ? undefined : await verifier.verify(assertion, service);
  if (!principal) throw problem('unauthorized');
  return principal;
}

async function readWireCall(request: IncomingMessage, limit: number): Promise<WireCall> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw problem('body_too_large', { params: { limit } });
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString()) as WireCall;
}

function send(response: ServerResponse, { status, headers, payload, nextCursor, body }: WrittenReply): void {
  const kind: AnswerKind = body instanceof Uint8Array ? 'bytes' : typeof body === 'string' ? 'text' : 'json';
  if (headers !== undefined && Object.keys(headers).length > 0) response.setHeader(HEADERS.replyHeaders, writeHeader(headers));
  if (nextCursor !== undefined) response.setHeader(HEADERS.nextCursor, nextCursor);
  response.setHeader(HEADERS.answer, kind).writeHead(status).end(payload);
}

/** Headers leave once the bytes can be had: until then there is still a refusal to send. */
async function passOn(response: ServerResponse, { status, headers, stream }: StreamedReply, lasting?: LastingStreams): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  lasting?.add(gone);
  const bytes = stream ? await stream(gone.signal) : undefined;
  const length = headers['content-length'];
  if (bytes && length !== undefined) response.setHeader('content-length', length);
  const kind: AnswerKind = bytes ? 'stream' : 'head';
  response.writeHead(200, { [HEADERS.answer]: kind, [HEADERS.status]: String(status), [HEADERS.replyHeaders]: writeHeader(headers) });
  if (bytes) await sendStream(bytes, response, length);
  else response.end();
}

function refuse({ services, log }: CallHandlerOptions, request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const refusal = error instanceof ProblemError ? error : problem('internal_error', { cause: error });
  if (refusal !== error) log.error({ err: error, request_id: headerOf(request, HEADERS.requestId) }, 'a call from another process failed');
  const statuses: Readonly<Record<string, { status: number }>> = {
    ...platformProblems,
    ...services.get(request.url?.split('/')[2] ?? '')?.contract.problems,
  };
  response.setHeader(HEADERS.answer, 'problem' satisfies AnswerKind).writeHead(statuses[refusal.code]?.status ?? 500);
  response.end(writeProblem(refusal));
}

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
