import { randomUUIDv7 } from 'node:crypto';
import { createClient, type CallOrigin, type Transport } from '@kabinet/contract/client';
import type { MachinePrincipal, UserPrincipal } from '@kabinet/contract/principal';
import { authContract } from '@kabinet/contracts/auth';
import type { Locale } from '@kabinet/problem';
import type { JWK } from 'jose';

/** A user with a session that goes on. */
export interface KnownUser {
  readonly principal: UserPrincipal;
  /** The language that the user chose. */
  readonly locale: Locale;
}

/** The three questions that the gateway asks auth in its own name; undefined means that nobody is behind it any more. */
export interface AuthClient {
  publicKeys(): Promise<readonly JWK[]>;
  resolveSession(userId: string, sessionId: string): Promise<KnownUser | undefined>;
  resolveToken(token: string): Promise<MachinePrincipal | undefined>;
}

const DEADLINE_MS = 5_000;

export function createAuthClient(transport: Transport): AuthClient {
  const bind = createClient(authContract, transport);
  return {
    async publicKeys() {
      return (await bind(origin()).getJwks({})).keys;
    },
    async resolveSession(userId, sessionId) {
      const { principal, locale } = await bind(origin()).resolveSession({ body: { user_id: userId, session_id: sessionId } });
      return principal ? { principal, locale } : undefined;
    },
    async resolveToken(token) {
      const { principal } = await bind(origin()).resolveToken({ body: { token } });
      return principal ?? undefined;
    },
  };
}

/** Several requests may wait for one answer, so it carries an id and a deadline of its own. */
function origin(): CallOrigin {
  return {
    principal: { kind: 'service', id: 'gateway' },
    locale: 'ru',
    requestId: randomUUIDv7(),
    deadline: Date.now() + DEADLINE_MS,
    ip: null,
    userAgent: null,
  };
}
