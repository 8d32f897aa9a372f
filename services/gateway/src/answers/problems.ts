import type { Contract } from '@kabinet/contract';
import { principalKey } from '@kabinet/contract/principal';
import { problem, ProblemError, renderProblem, type ProblemCatalogue, type ProblemType, type Text } from '@kabinet/problem';
import { platformFields, platformProblems } from '@kabinet/problem/catalogue';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { PROBLEM_PAGE_POLICY, problemPage } from './problem-page.ts';

/** Bytes that a body may have where its operation says nothing else. */
export const DEFAULT_BODY_LIMIT = 1_048_576;
/** When to come again after a 503 of which nobody said it, in seconds. */
const COME_AGAIN_S = '2';
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Answers a refusal or a failure as problem details (RFC 9457), or as a page where one was asked for, in the reader's language. */
export type SendProblem = (request: FastifyRequest, reply: FastifyReply, error: unknown) => void;

/** Knows the texts of the platform and of every contract. */
export function createProblemSender(contracts: readonly Contract[], log: Logger): SendProblem {
  const catalogue: ProblemCatalogue = merged([...contracts.map((contract) => contract.problems), platformProblems]);
  const fields = merged<Text>([...contracts.map((contract) => contract.fields), platformFields]);
  return function sendProblem(request, reply, error) {
    const refusal = asRefusal(error, catalogue, request.routeOptions.bodyLimit ?? DEFAULT_BODY_LIMIT);
    const type = catalogue[refusal.code] ?? platformProblems.internal_error;
    if (type.status === 500 && refusal !== error) logFailure(log, request, error);
    const { locale } = request.visit;
    const document = renderProblem(refusal, type, fields, { locale, requestId: request.id });
    if (type.status === 401) reply.header('www-authenticate', 'Bearer realm="kabinet"');
    // Nobody reads the rest of an upload that is refused.
    if (request.visit.endpoint?.operation.upload && !request.raw.complete) reply.header('connection', 'close');
    if (type.status === 503) reply.header('retry-after', COME_AGAIN_S);
    reply.code(type.status).headers(refusal.headers).header('content-language', locale);
    if (readsPage(request)) {
      reply.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', PROBLEM_PAGE_POLICY);
      reply.send(problemPage(document, locale));
    } else {
      reply.header('content-type', PROBLEM_TYPE).send(JSON.stringify(document));
    }
  };
}

/** Whoever asked for the page of an operation is answered by a page whatever happens. */
function readsPage({ visit }: FastifyRequest): boolean {
  return visit.endpoint?.operation.ok.content_type?.startsWith('text/html') ?? false;
}

function merged<Value>(records: readonly Readonly<Record<string, Value>>[]): Readonly<Record<string, Value>> {
  return Object.fromEntries(records.flatMap((record) => Object.entries(record)));
}

function asRefusal(error: unknown, catalogue: Readonly<Record<string, ProblemType>>, bodyLimit: number): ProblemError {
  if (error instanceof ProblemError) return error.code in catalogue ? error : problem('internal_error', { cause: error });
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  switch (code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return problem('unsupported_media_type');
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problem('body_too_large', { params: { limit: bodyLimit } });
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return problem('not_found');
    default:
      // What else Fastify blames on the client is a body that did not come as it was announced.
      return typeof statusCode === 'number' && statusCode < 500
        ? problem('malformed_body', { cause: error })
        : problem('internal_error', { cause: error });
  }
}

function logFailure(log: Logger, request: FastifyRequest, error: unknown): void {
  const { endpoint, principal } = request.visit;
  log.error({ err: error, request_id: request.id, operation: endpoint?.name, principal: principalKey(principal) }, 'internal error');
}
