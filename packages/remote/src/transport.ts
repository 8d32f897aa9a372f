import { addAbortSignal, type Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { keepsAnswers, type Operation, type StreamedReply, type WrittenReply } from '@kabinet/contract';
import type { Call, Transport } from '@kabinet/contract/client';
import { problem } from '@kabinet/problem';
import type { Logger } from 'pino';
import type { AssertionSigner } from './assertion.ts';
import type { RawAnswer } from './answer.ts';
import { CallFailure } from './failure.ts';
import type { RawRequest } from './instance.ts';
import { Instances, type InstancesOptions, type Resolve } from './instances.ts';
import { RetryBudget } from './retry-budget.ts';
import { CALLS_PATH, HEADERS, readProblem, writeHeader, type AnswerKind, type WireCall } from './wire.ts';

export interface RemoteOptions {
  readonly service: string;
  readonly operations: Readonly<Record<string, Operation>>;
  /** Where its processes listen, several behind a host of several addresses; calls are spread over them. */
  readonly urls: readonly string[];
  /** Finds the addresses of a host; the resolver of the system unless said otherwise. */
  readonly resolve?: Resolve;
  readonly signer: AssertionSigner;
  readonly log: Logger;
}

/** A service that runs in other processes. */
export interface RemoteService {
  readonly transport: Transport;
  close(): Promise<void>;
}

const ATTEMPTS = 3;
/** Enough for a process that is just being replaced, and not much for whoever waits for one that is down. */
const FIRST_PAUSE_MS = 100;

/**
 * Calls over HTTP. This is the one layer that tries again: what certainly never began, and what may be done twice (reads,
 * operations that say so, calls whose idempotency key the service keeps); at most twice, within the deadline and a budget per service.
 */
export function connectService(options: RemoteOptions): RemoteService {
  const instances = new Instances({ ...options, ...reportsOf(options) });
  const budget = new RetryBudget();
  // Without a prototype: `constructor` is the name of no operation.
  const operations: RemoteOptions['operations'] = Object.assign(Object.create(null) as object, options.operations);

  async function transport(call: Call): Promise<WrittenReply | StreamedReply> {
    const { [call.operation]: operation } = operations;
    const request = await writeCall(options.signer, call, operation);
    budget.earn();
    for (let attempt = 1; ; attempt++) {
      const instance = instances.choose() ?? (await instances.find());
      // What is known to be down is not waited for.
      if (!instance) throw unavailable(options.service, new CallFailure('no process answers', { notBegun: true }));
      try {
        return readAnswer(instance.name, await instance.send(request));
      } catch (error) {
        if (!(error instanceof CallFailure)) throw error;
        // What has been read of an upload is gone.
        const mayRepeat = attempt < ATTEMPTS && (error.notBegun || isRepeatable(operation, call)) && !call.upload;
        if (!mayRepeat || !budget.spend()) throw unavailable(options.service, error);
        await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
      }
    }
  }

  return { transport, close: () => instances.close() };
}

function reportsOf({ log, service }: RemoteOptions): Pick<InstancesOptions, 'onChange' | 'onResolved'> {
  return {
    onChange: (process, open) => {
      if (open) log.warn({ peer: service, process }, 'a process does not answer');
      else log.info({ peer: service, process }, 'a process answers again');
    },
    onResolved: (url, error) => {
      if (error) log.warn({ peer: service, url, err: error }, 'the address is not known; looking again');
      else log.info({ peer: service, url }, 'the address is known again');
    },
  };
}

function isRepeatable(operation: Operation | undefined, call: Call): boolean {
  if (!operation) return false;
  return (
    operation.method === 'GET' ||
    operation.repeatable === true ||
    (call.idempotencyKey !== undefined && keepsAnswers(operation, call.principal))
  );
}

function unavailable(service: string, cause: CallFailure): Error {
  return problem('unavailable', { reason: `${service}: ${cause.message}`, cause, headers: { 'retry-after': '2' } });
}

async function writeCall(signer: AssertionSigner, call: Call, declared: Operation | undefined): Promise<RawRequest> {
  const { service, operation, principal, requestId, deadline, upload } = call;
  const timeLeft = deadline - Date.now();
  if (timeLeft <= 0) throw problem('deadline_exceeded');
  const wire = JSON.stringify(wireCall(call));
  const headers = {
    authorization: `Bearer ${await signer.sign(principal, service)}`,
    [HEADERS.timeLeft]: String(Math.ceil(timeLeft)),
    [HEADERS.requestId]: requestId,
  };
  const path = `${CALLS_PATH}${service}/${operation}`;
  const streams = declared?.ok.stream !== undefined;
  if (!upload) return { path, deadline, streams, headers: { ...headers, 'content-type': 'application/json' }, body: wire };
  const { body, content_type, length } = upload;
  const size: Record<string, string> = length === undefined ? {} : { 'content-length': String(length) };
  return {
    path,
    deadline,
    streams,
    headers: { ...headers, ...size, 'content-type': content_type, [HEADERS.call]: writeHeader(JSON.parse(wire)) },
    body,
  };
}

function wireCall({ locale, ip, userAgent, params, query, body, idempotencyKey, ifMatch, headers, head }: Call): WireCall {
  return {
    locale,
    ip,
    userAgent,
    params,
    query,
    body,
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(headers === undefined ? {} : { headers }),
    ...(head === undefined ? {} : { head }),
  };
}

/** Throws the refusal that the service answered; anything that no Kabinet process wrote is no answer. */
function readAnswer(process: string, { status, headers, bytes, stream }: RawAnswer): WrittenReply | StreamedReply {
  const kind = headers[HEADERS.answer] as AnswerKind | undefined;
  if (kind === 'stream' || kind === 'head') return streamedAnswer(headers, stream);
  if (kind === undefined) throw new CallFailure(`${process}: answered ${status} by something in between`, { notBegun: false });
  if (kind === 'problem') throw readProblem(bytes.toString());
  const replyHeaders = headers[HEADERS.replyHeaders];
  const nextCursor = headers[HEADERS.nextCursor];
  return {
    status,
    payload: bytes.length === 0 ? undefined : kind === 'text' ? bytes.toString() : bytes,
    ...(typeof replyHeaders === 'string' ? { headers: JSON.parse(replyHeaders) as Record<string, string> } : {}),
    ...(typeof nextCursor === 'string' ? { nextCursor } : {}),
    get body() {
      if (bytes.length === 0) return undefined;
      if (kind === 'bytes') return bytes;
      const text = bytes.toString();
      return kind === 'text' ? text : (JSON.parse(text) as unknown);
    },
  };
}

function streamedAnswer(headers: RawAnswer['headers'], bytes: Readable | undefined): StreamedReply {
  return {
    status: Number(headers[HEADERS.status]),
    headers: JSON.parse(String(headers[HEADERS.replyHeaders])) as Record<string, string>,
    body: undefined,
    // The bytes are on their way already; nobody need be told that they are wanted.
    stream: bytes && (async (signal) => addAbortSignal(signal, bytes)),
  };
}
