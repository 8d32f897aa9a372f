import { isNowhere, scopeOf, type AccessTable } from '@kabinet/contract/access';
import { principalKey } from '@kabinet/contract/principal';
import { isProblem, problem } from '@kabinet/problem';
import type { FastifyRequest } from 'fastify';
import type { Identity } from '../identity/identity.ts';
import { addressKey, clientAddress } from './client-address.ts';
import { chooseForm } from './negotiation.ts';
import type { PublicRoute } from './endpoints.ts';
import { loginRate, ordinaryRate, publicRate, RateLimit } from './rate-limit.ts';
import type { Endpoint, Visit } from './visit.ts';

/** Decides who is asking and whether they may go on, before a byte of the body is read. */
export type Admit = (request: FastifyRequest, route: PublicRoute) => Promise<void>;

export function createAdmission(identity: Identity, access: AccessTable, rateLimits: 'on' | 'off'): Admit {
  const limits = rateLimits === 'on' ? new Limits() : undefined;
  return async function admit(request, route) {
    const { visit } = request;
    visit.ip = clientAddress(request.ip);
    const address = addressKey(visit.ip);
    await identify(request, route, identity, limits, address);
    limits?.ordinary.take(visit.principal.kind === 'anonymous' ? address : principalKey(visit.principal), visit.startedAt);
    if (visit.principal.kind === 'anonymous') refuseStrangers(route);
    visit.endpoint = chooseEndpoint(request, route);
    limits?.takeSpecial(visit, visit.endpoint, address);
    if (route.method === 'GET') return;
    refusePowerless(access, visit.endpoint, visit);
    // From here to the end of the body the server's own limit on whole requests holds.
    visit.deadline = Number.POSITIVE_INFINITY;
  };
}

/**
 * Guessing tokens costs the guesser's address what any other request would. What must be verified is counted before it
 * is, so that many guesses at once cannot slip through; what proves genuine is given back.
 */
async function identify(
  request: FastifyRequest,
  route: PublicRoute,
  identity: Identity,
  limits: Limits | undefined,
  address: string,
): Promise<void> {
  const { visit, headers } = request;
  const link = takeLink(request, route);
  let taken = false;
  function take(): void {
    limits?.ordinary.take(address, visit.startedAt);
    taken = true;
  }
  try {
    const { principal, locale } = await (link === undefined || headers.authorization !== undefined
      ? identity.identify(headers.authorization, take)
      : identity.identifyLink(link, pathIn(request), take));
    visit.principal = principal;
    if (locale !== undefined && !visit.localeAsked) visit.locale = locale;
    if (taken) limits?.ordinary.giveBack(address);
  } catch (error) {
    if (!taken && isProblem(error, 'unauthorized')) take();
    throw error;
  }
}

/** The link that a request for bytes follows (`?link=`); like `format` it has done its work here. */
function takeLink(request: FastifyRequest, { method, forms }: PublicRoute): string | undefined {
  if (method !== 'GET' || forms.every(({ target }) => target.operation.ok.stream !== 'bytes')) return undefined;
  const query = request.query as Record<string, unknown>;
  const link = query['link'];
  delete query['link'];
  return typeof link === 'string' ? link : undefined;
}

function pathIn({ raw: { url = '' } }: FastifyRequest): string {
  return url.slice(0, url.indexOf('?'));
}

/** 401 comes before everything that could be said of the request itself; public operations are for anyone. */
function refuseStrangers({ forms }: PublicRoute): void {
  if (forms.every((form) => form.target.operation.access.kind !== 'public')) throw problem('unauthorized');
}

/** Whoever is refused whatever they send need not send it. The service decides all the rest, and this once more. */
function refusePowerless(table: AccessTable, { operation: { access } }: Endpoint, { principal }: Visit): void {
  if (principal.kind === 'anonymous' && access.kind !== 'public') throw problem('unauthorized');
  if (access.kind === 'signed_in' && principal.kind !== 'user') throw problem('forbidden');
  if (access.kind !== 'permission' || access.resource) return;
  if (isNowhere(scopeOf(table, principal, access.permission))) throw problem('forbidden');
}

function chooseEndpoint(request: FastifyRequest, route: PublicRoute): Endpoint {
  const { forms, dryRun } = route;
  if (dryRun && (request.query as Record<string, unknown>)['dry_run'] === 'true') return dryRun;
  return forms.length === 1 ? forms[0].target : negotiate(request, route);
}

/** `format` has done its work once it chose the operation, unless that asks for it too. */
function negotiate(request: FastifyRequest, { forms }: PublicRoute): Endpoint {
  const query = request.query as Record<string, unknown>;
  const endpoint = chooseForm(forms, query['format'], request.headers.accept);
  if ('format' in query && !endpoint.operation.query?.properties['format']) delete query['format'];
  return endpoint;
}

class Limits {
  readonly ordinary = new RateLimit(ordinaryRate);
  readonly #login = new RateLimit(loginRate);
  readonly #public = new RateLimit(publicRate);

  /** Logins are counted before their outcome is known, so that many at once cannot slip through; good ones are given back. */
  takeSpecial(visit: Visit, { operation }: Endpoint, address: string): void {
    if (operation.rate === 'public') this.#public.take(address, visit.startedAt);
    if (operation.rate !== 'login') return;
    this.#login.take(address, visit.startedAt);
    visit.refund = () => this.#login.giveBack(address);
  }
}
