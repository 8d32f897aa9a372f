import type { Call } from '@kabinet/contract/client';
import { faultsOf } from '@kabinet/contract/validation';
import { problem, ProblemError } from '@kabinet/problem';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { sendAnswer } from '../answers/answer.ts';
import { sendStreamed } from '../answers/streamed.ts';
import { versionTag } from '../answers/validators.ts';
import type { LastingStreams } from './lasting-streams.ts';
import { refreshTokenIn } from './refresh-cookie.ts';
import { headersFor, uploadIn } from './streaming.ts';
import type { Endpoint } from './visit.ts';

/** A body that could not be parsed: kept until the service has had the chance to refuse for an earlier reason. */
export class UnreadableBody {
  readonly refusal: unknown;

  constructor(refusal: unknown) {
    this.refusal = refusal;
  }
}

export interface CallSetup {
  /** Milliseconds; see `Timeouts`. */
  readonly answerTimeout: number;
  readonly publicOrigin: string;
  readonly log: Logger;
  readonly lasting: LastingStreams;
}

/** Makes a call of an admitted request and sends its answer. */
export async function perform(request: FastifyRequest, reply: FastifyReply, endpoint: Endpoint, setup: CallSetup): Promise<FastifyReply> {
  const call = callOf(request, endpoint, setup);
  const answer =
    request.body instanceof UnreadableBody ? await refuseInOrder(endpoint, call, request.body) : await endpoint.transport(call);
  request.visit.refund?.();
  // Past its deadline a request has been answered already.
  if (reply.sent) return reply;
  if ('stream' in answer) await sendStreamed(request, reply, answer, setup);
  else sendAnswer(request, reply, endpoint, answer);
  return reply;
}

/** The order of refusals puts 404 and 403 before what is wrong with the body; only the service can tell them. */
async function refuseInOrder(endpoint: Endpoint, call: Call, { refusal }: UnreadableBody): Promise<never> {
  const { body, keeps_refused } = endpoint.operation;
  if (!body || keeps_refused || faultsOf(body, undefined).length === 0) throw refusal;
  try {
    await endpoint.transport({ ...call, body: undefined });
  } catch (error) {
    throw error instanceof ProblemError && error.code === 'invalid_body' ? refusal : error;
  }
  throw refusal;
}

function callOf(request: FastifyRequest, endpoint: Endpoint, setup: CallSetup): Call {
  const { visit, headers } = request;
  const { operation } = endpoint;
  const timeLeft = allowance(headers['kabinet-deadline-ms'], longestWait(operation, setup));
  const deadline = Date.now() + timeLeft;
  const upload = operation.upload && uploadIn(request, operation, timeLeft);
  if (!upload) visit.deadline = deadline;
  const idempotencyKey = headers['idempotency-key'];
  const call: Call = {
    service: endpoint.service,
    operation: endpoint.name,
    principal: visit.principal,
    locale: visit.locale,
    requestId: request.id,
    deadline,
    ip: visit.ip,
    userAgent: headers['user-agent'] ?? null,
    params: request.params,
    query: queryOf(request),
    body: operation.method === 'GET' || upload ? undefined : bodyOf(request, endpoint),
    ...(typeof idempotencyKey === 'string' ? { idempotencyKey } : {}),
    ...(headers['if-match'] === undefined ? {} : { ifMatch: versionTag(headers['if-match']) }),
    ...headersFor(operation, headers),
    ...(upload ? { upload } : {}),
    ...(request.method === 'HEAD' ? { head: true } : {}),
  };
  return endpoint.refreshCookie ? withRefreshCookie(call, request, setup.publicOrigin) : call;
}

function allowance(header: string | string[] | undefined, longest: number): number {
  return typeof header === 'string' && /^\d{1,9}$/.test(header) ? Math.min(Number(header), longest) : longest;
}

function longestWait({ patience }: Endpoint['operation'], { answerTimeout }: CallSetup): number {
  return patience === undefined ? answerTimeout : patience * 1_000;
}

/** NUL is refused: PostgreSQL's text cannot hold it. */
function queryOf(request: FastifyRequest): Record<string, unknown> {
  const query = request.query as Record<string, unknown>;
  if (request.raw.url?.includes('%00')) refuseNul(query);
  return query;
}

function refuseNul(query: Record<string, unknown>): never {
  const errors = Object.entries(query).flatMap(([name, value]) =>
    String(value).includes('\0') ? [{ pointer: `?${name}`, code: 'invalid' }] : [],
  );
  throw errors.length > 0 ? problem('invalid_query', { errors }) : problem('not_found');
}

function bodyOf({ body }: FastifyRequest, { operation }: Endpoint): unknown {
  if (operation.body || body === undefined || body instanceof UnreadableBody) return body;
  const names = body !== null && typeof body === 'object' ? Object.keys(body) : [''];
  if (names.length === 0) return undefined;
  throw problem('invalid_body', { errors: names.map((name) => ({ pointer: name === '' ? '' : `/${name}`, code: 'unknown_field' })) });
}

/** A browser's refresh token comes in the cookie, and its next one goes there. */
function withRefreshCookie(call: Call, { headers }: FastifyRequest, publicOrigin: string): Call {
  if (hasRefreshToken(call.body)) return call;
  const token = refreshTokenIn(headers, publicOrigin);
  if (token === undefined) return { ...call, body: {} };
  return { ...call, body: { refresh_token: token }, query: { ...(call.query as object), cookie: 'true' } };
}

function hasRefreshToken(body: unknown): boolean {
  return body !== undefined && (body === null || typeof body !== 'object' || Object.keys(body).length > 0);
}
