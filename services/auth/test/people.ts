import type { CallOrigin } from '@kabinet/contract/client';
import { anonymous, type Principal, type UserPrincipal } from '@kabinet/contract/principal';
import type { Reply } from '@kabinet/contract';
import { authContract } from '@kabinet/contracts/auth';
import type { TokenPair } from '@kabinet/contracts/auth/resources';
import type { CustomerRole, StaffRole } from '@kabinet/contracts/access';
import { decodeJwt } from 'jose';
import { randomUUIDv7 } from 'node:crypto';
import { serviceNamed, type TestPortal } from 'kabinet-program/testing';

/** A person of a test, with the password that they know. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly password: string;
}

export interface LoggedIn {
  readonly pair: TokenPair;
  readonly sessionId: string;
  readonly principal: UserPrincipal;
}

const PASSWORD = 'a long enough passphrase';
let count = 0;

export function newEmail(): string {
  count += 1;
  return `person-${count}-${randomUUIDv7().slice(-6)}@example.ru`;
}

export function authClient(portal: TestPortal, principal: Principal = anonymous, origin: Partial<CallOrigin> = {}) {
  return portal.client(authContract, principal, origin);
}

export async function createPerson(
  portal: TestPortal,
  facts: { staff_roles?: StaffRole[]; memberships?: { organization_id: string; role: CustomerRole }[] } = {},
): Promise<Person> {
  const email = newEmail();
  const { staff_roles = [], memberships = [] } = facts;
  const grants = memberships.map(({ organization_id, role }) => ({ organization_id, role }));
  const { id } = await authClient(portal, serviceNamed('cli')).createUser({
    body: { email, name: 'И. И. Иванов', password: PASSWORD, staff_roles, memberships: grants },
  });
  return { id, email, password: PASSWORD };
}

export async function logIn(portal: TestPortal, person: Person, origin: Partial<CallOrigin> = {}): Promise<LoggedIn> {
  const pair = await authClient(portal, anonymous, origin).createJwt({ body: { email: person.email, password: person.password } });
  const { sub = '', sid } = decodeJwt<{ sid: string }>(pair.access_token);
  const principal = await resolve(portal, sub, sid);
  if (!principal) throw new Error('a login without a session');
  return { pair, sessionId: sid, principal };
}

/** What the gateway is told of a session. */
export async function resolve(portal: TestPortal, userId: string, sessionId: string): Promise<UserPrincipal | null> {
  const answer = await authClient(portal, serviceNamed('gateway')).resolveSession({ body: { user_id: userId, session_id: sessionId } });
  return answer.principal;
}

/** The whole answer, headers too. */
export async function callAuth(
  portal: TestPortal,
  operation: string,
  input: { params?: unknown; query?: unknown; body?: unknown },
  principal: Principal = anonymous,
): Promise<Reply> {
  const deadline = Date.now() + 30_000;
  const origin = { principal, locale: 'en' as const, requestId: randomUUIDv7(), deadline, ip: null, userAgent: null };
  return portal.service('auth').dispatch({ ...origin, ...input, service: 'auth', operation });
}

/** Runs a job of auth now. */
export async function runJob(portal: TestPortal, name: string): Promise<void> {
  const auth = portal.service('auth');
  await auth.manifest.jobs[name]?.run(auth.contextAsService('test'), {});
}

/** The types of the events that auth recorded about a subject, in order. */
export async function eventsAbout(portal: TestPortal, subject: string): Promise<string[]> {
  const rows = await portal.database.sql<{ type: string }>(
    `select event->>'type' as type from auth.outbox where event->>'subject' = $1 order by id`,
    [subject],
  );
  return rows.map((row) => row.type);
}

/** How a call was refused: its code and Retry-After; `ok` when it was not. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    const { code, headers } = error as { code: string; headers: Record<string, string> };
    return `${code} ${headers['retry-after'] ?? ''}`.trim();
  }
}

/** Moves the portal's clock; answers the new time. */
export function pass(portal: TestPortal, seconds: number): Date {
  const now = new Date(portal.clock.now().getTime() + seconds * 1000);
  portal.clock.set(now);
  return now;
}
