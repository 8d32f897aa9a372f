import type { Operation, Reply, StreamedReply, WrittenReply } from '@kabinet/contract';
import type { Principal } from '@kabinet/contract/principal';
import { systemContract } from '@kabinet/contracts/system';
import { ProblemError } from '@kabinet/problem';
import { writeReply } from '@kabinet/contract/reply';
import type { ServiceManifest } from '@kabinet/service';
import { createHash, randomUUIDv7 } from 'node:crypto';
import { formOf } from './issue-things.ts';
import { uploadOf } from './release-things.ts';
import type { TestedPortal } from '../portal/tested-portal.ts';

/** How a question reaches the portal: past the gateway, or through it. */
export type Ask = (target: Pick<Target, 'service' | 'name' | 'operation'>, principal: Principal, sent: Sent) => Promise<Answer>;

/** An operation of the portal under test. */
export interface Target {
  readonly service: string;
  readonly name: string;
  readonly operation: Operation;
}

/** What a call carries beside its caller. */
export interface Sent {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly ifMatch?: string;
}

/** What a caller is told. `code` is `ok` or the problem's; `text` is all that they could read, to be compared byte for byte. */
export interface Answer {
  readonly code: string;
  readonly text: string;
  readonly body: unknown;
}

/** Every operation of the services, in the order of their contracts, and those that all of them answer of themselves. */
export function targetsOf(manifests: readonly ServiceManifest[]): Target[] {
  return [...manifests.map(({ contract }) => contract), systemContract].flatMap(({ service, operations }) =>
    Object.entries(operations).map(([name, operation]) => ({ service, name, operation })),
  );
}

export function titleOf({ service, name }: Pick<Target, 'service' | 'name'>): string {
  return `${service}.${name}`;
}

/** Asks the services directly, as the gateway does. */
export function pastTheGateway({ transports }: Pick<TestedPortal, 'transports'>): Ask {
  return async function ask(target, principal, sent) {
    const transport = transports[target.service];
    if (!transport) throw new Error(`there is no service ${target.service}`);
    const origin = {
      principal,
      locale: 'en',
      requestId: randomUUIDv7(),
      deadline: Date.now() + 30_000,
      ip: null,
      userAgent: null,
    } as const;
    try {
      const upload = target.operation.upload ? { upload: uploadFor(target.operation.upload) } : {};
      return await answerOf(await transport({ ...origin, ...sent, ...upload, service: target.service, operation: target.name }));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { code, params, errors, headers } = error;
      return { code, text: JSON.stringify({ code, params, errors, headers }), body: undefined };
    }
  };
}

/** What an operation that takes an upload is sent: bytes, as they are or in a form. */
function uploadFor({ media_types }: NonNullable<Operation['upload']>) {
  return media_types.includes('multipart/form-data') ? formOf('file.bin', SENT_BYTES) : uploadOf(SENT_BYTES);
}

/** Its contents. */
export const SENT_BYTES = Buffer.alloc(100);

/** What no operation is called. */
export const UNKNOWN_OPERATION = 'noSuchOperation';

async function answerOf(reply: Reply | WrittenReply | StreamedReply): Promise<Answer> {
  if ('stream' in reply) return streamedAnswer(reply);
  const { headers, payload, body } = writeReply(0, reply);
  // Files are compared, not read: what they say is the business of the tests of documents.
  const text = body instanceof Uint8Array ? createHash('sha256').update(body).digest('hex') : String(payload);
  return { code: 'ok', text: `${JSON.stringify(headers)}\n${text}`, body };
}

async function streamedAnswer({ headers, stream }: StreamedReply): Promise<Answer> {
  const opened = await stream?.(AbortSignal.timeout(10_000));
  const bytes = !opened ? Buffer.alloc(0) : isLasting(headers['content-type']) ? await beginningOf(opened) : await copyOf(opened);
  return { code: 'ok', text: `${JSON.stringify(headers)}\n${createHash('sha256').update(bytes).digest('hex')}`, body: bytes };
}

async function copyOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(stream, (chunk) => Buffer.from(chunk)));
}

/** Whether nobody would ever have read it to its end. */
export function isLasting(contentType: string | null | undefined): boolean {
  return contentType?.startsWith('text/event-stream') ?? false;
}

/** What a stream says first; then it is let go. */
export async function beginningOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  for await (const chunk of stream) return Buffer.from(chunk);
  return Buffer.alloc(0);
}

/** Runs `work` over `items`, `width` at a time. */
export async function inParallel<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(Array.from({ length: width }, () => drain(queue, work)));
}

async function drain<T>(queue: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  for (const item of queue) await work(item);
}
