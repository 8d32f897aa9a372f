import { openToViewers, type Answer, type Operation, type Reply } from '@kabinet/contract';
import { isNowhere, scopeOf, type AccessTable } from '@kabinet/contract/access';
import type { Call } from '@kabinet/contract/client';
import { isViewer } from '@kabinet/contract/principal';
import type { Implementation } from '@kabinet/contract/implement';
import { writeReply } from '@kabinet/contract/reply';
import { convertQuery, faultsOf } from '@kabinet/contract/validation';
import type { Session } from '@kabinet/database';
import { problem, ProblemError, type FieldFault } from '@kabinet/problem';
import { platformProblems } from '@kabinet/problem/catalogue';
import type { TSchema } from 'typebox';
import type { ServiceContext } from './context.ts';
import { idempotencyKeyOf, once } from './idempotency.ts';
import { streamedReply } from './streamed-reply.ts';
import { limited } from './upload.ts';

export interface DispatchOptions {
  readonly implementation: Implementation<ServiceContext>;
  readonly access: AccessTable;
  /** A context for one call; `session` replaces the caller's view when the call runs inside a transaction already. */
  readonly contextFor: (call: Call, session?: Session) => ServiceContext;
  /** Check answers against their schemas too: in tests and development. */
  readonly checkReplies: boolean;
  readonly observe: (operation: string, status: number, seconds: number) => void;
}

export type Dispatch = (call: Call) => Promise<Answer>;

/**
 * The one way into a service, in process and over HTTP alike. Refusals come in a fixed order: who is asking (401), whether
 * they may know of it (404) and do it (403), what they sent (400, 422), which version they saw (428, 412), the state (409).
 */
export function createDispatch(options: DispatchOptions): Dispatch {
  const { operations } = options.implementation.contract;
  return async function dispatch(call) {
    const operation = operations[call.operation];
    if (!operation) throw problem('not_found');
    const started = performance.now();
    let status: number = operation.ok.status;
    try {
      return await perform(options, operation, call);
    } catch (error) {
      const refusal = declared(error, operation, call, options);
      status = statusOf(refusal, options);
      throw refusal;
    } finally {
      options.observe(call.operation, status, (performance.now() - started) / 1000);
    }
  };
}

async function perform(options: DispatchOptions, operation: Operation, call: Call): Promise<Answer> {
  if (call.deadline <= Date.now()) throw problem('deadline_exceeded');
  checkCaller(options.access, operation, call);
  const context = options.contextFor(call);
  const { input, key } = await admit(options, operation, call, context);
  const handler = options.implementation.handlers[call.operation];
  if (!handler) throw new Error(`no handler for ${call.operation}`);
  if (operation.ok.stream) {
    const reply = await handler(context, input as never);
    const failure = (error: unknown) => declared(error, operation, call, options);
    return streamedReply(operation, call, reply, { checkRows: options.checkReplies, failure });
  }
  if (key === undefined) return checked(options, operation, await handler(context, input as never));
  const work = async (session: Session) => {
    const reply = await handler(options.contextFor(call, session), input as never);
    return writeReply(operation.ok.status, checked(options, operation, reply));
  };
  return once(context.db, call, key, work, (error) =>
    isDeclared(error, operation) ? { error, status: statusOf(error, options) } : undefined,
  );
}

/** Everything that can be refused before the handler runs, in the fixed order; answers the converted input. */
async function admit(options: DispatchOptions, operation: Operation, call: Call, context: ServiceContext) {
  const input = { params: call.params ?? {}, query: call.query ?? {}, body: call.body, headers: call.headers ?? {}, upload: call.upload };
  if (operation.params && faultsOf(operation.params, input.params).length > 0) throw problem('not_found');
  if (operation.query) input.query = convertQuery(operation.query, input.query as Record<string, unknown>);
  const query = queryRefusal(operation, input.query);
  const body = bodyRefusal(operation, input.body);
  if (query || body || needsLook(operation, context)) await checkResource(options, operation, context, input.params);
  if (query) throw query;
  const key = idempotencyKeyOf(operation, call);
  if (body) throw body;
  if (operation.if_match === 'required' && call.ifMatch === undefined && call.principal.kind !== 'service') {
    throw problem('if_match_required');
  }
  if (operation.upload) input.upload = limited(operation, call.upload);
  return { input, key };
}

/** 401 and the part of 403 that needs no look at the data. */
export function checkCaller(table: AccessTable, operation: Operation, { principal }: Pick<Call, 'principal'>): void {
  const { access } = operation;
  if (isViewer(principal) && access.kind !== 'services' && !openToViewers(operation)) throw problem('view_only');
  switch (access.kind) {
    case 'public':
      return;
    case 'services':
      if (principal.kind !== 'service') throw problem('not_found');
      return;
    case 'signed_in':
      if (principal.kind !== 'user') throw problem(principal.kind === 'anonymous' ? 'unauthorized' : 'forbidden');
      return;
    case 'permission': {
      if (principal.kind === 'anonymous') throw problem('unauthorized');
      const scope = scopeOf(table, principal, access.permission);
      if (access.vendor_wide && scope.kind !== 'everywhere') throw problem('forbidden');
      if (!isNowhere(scope)) return;
      // Without the permission anywhere the resource still decides between 404 and 403, if one is named.
      if (!access.resource) throw problem('forbidden');
    }
  }
}

/** A read finds what it may show by itself, in one query; all else looks first, and so does a read without the right to it. */
function needsLook({ access, method }: Operation, context: ServiceContext): boolean {
  if (access.kind !== 'permission') return false;
  return method !== 'GET' || access.known_by !== undefined || isNowhere(context.scope(access.permission));
}

/** 404 for what the caller may not know of, 403 for what they may know of but not do. */
async function checkResource(options: DispatchOptions, { access }: Operation, context: ServiceContext, params: unknown): Promise<void> {
  if (access.kind !== 'permission' || !access.resource) return;
  const { of, param, held_on = of } = access.resource;
  const exists = options.implementation.resources[of];
  const holds = options.implementation.resources[held_on];
  const id = (params as Record<string, string>)[param];
  if (!exists || !holds || id === undefined) throw new Error(`no check for the resource ${of}`);
  const known = context.scope(access.known_by ?? access.permission);
  if (isNowhere(known) || !(await exists(context, id, known))) throw problem(`${of}_not_found`);
  if (!access.known_by || access.known_by === access.permission) return;
  const allowed = context.scope(access.permission);
  if (isNowhere(allowed) || (allowed.kind !== 'everywhere' && !(await holds(context, id, allowed)))) throw problem('forbidden');
}

/** What is wrong with the query, if anything is. */
export function queryRefusal({ query }: Operation, value: unknown): ProblemError | undefined {
  const errors = partFaults(query, value, (name) => `?${name}`);
  return errors.length > 0 ? problem('invalid_query', { errors }) : undefined;
}

function bodyRefusal({ body, keeps_refused }: Operation, value: unknown): ProblemError | undefined {
  if (!body || keeps_refused) return undefined;
  const errors = faultsOf(body, value);
  return errors.length > 0 ? problem('invalid_body', { errors }) : undefined;
}

function partFaults(schema: TSchema | undefined, value: unknown, place: (name: string) => string): FieldFault[] {
  if (!schema) return Object.keys(value as object).map((name) => ({ pointer: place(name), code: 'unknown_field' }));
  return faultsOf(schema, value).map((fault) => ({ ...fault, pointer: place(fault.pointer.slice(1)) }));
}

/** An answer that breaks its own contract is our fault: found by tests, which run with this check on. */
function checked(options: DispatchOptions, operation: Operation, reply: Reply): Reply {
  if (!options.checkReplies || !operation.ok.body || operation.ok.content_type) return reply;
  const faults = faultsOf(operation.ok.body, reply.body);
  if (faults.length > 0) throw new Error(`the answer to ${operation.summary} breaks its contract: ${JSON.stringify(faults)}`);
  return reply;
}

function isDeclared(error: unknown, operation: Operation): error is ProblemError {
  return error instanceof ProblemError && (error.code in platformProblems || operation.problems.includes(error.code));
}

/** Only problems that the operation declares leave the service; anything else is an internal error, logged. */
function declared(error: unknown, operation: Operation, call: Call, options: DispatchOptions): ProblemError {
  if (isDeclared(error, operation)) return error;
  const internal = problem('internal_error', {
    cause: error,
    reason: `${call.operation}: ${error instanceof Error ? error.message : String(error)}`,
  });
  options.contextFor(call).log.error({ err: error, operation: call.operation }, 'internal error');
  return internal;
}

function statusOf(refusal: ProblemError, options: DispatchOptions): number {
  const { problems } = options.implementation.contract;
  return problems[refusal.code]?.status ?? (platformProblems as Record<string, { status: number }>)[refusal.code]?.status ?? 500;
}
