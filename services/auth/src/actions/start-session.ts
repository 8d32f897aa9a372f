import type { Transaction } from '@kabinet/database';
import type { AuthContext } from '../context.ts';
import { SESSION_LIFETIME_MS } from '../domain/session.ts';
import type { AccessTokenSigner } from '../key-ring.ts';
import { insertSession } from '../queries/session.ts';
import { issueTokens, type IssuedTokens } from './issue-tokens.ts';
import { publishSessionStarted } from './publish.ts';

const MAX_USER_AGENT = 500;

/** Starts a session of a user who proved who they are; answers its first tokens. */
export async function startSession(context: AuthContext, tx: Transaction, userId: string, sign: AccessTokenSigner): Promise<IssuedTokens> {
  const now = context.now();
  const session = {
    id: context.newId(),
    user_id: userId,
    user_agent: context.origin.userAgent?.slice(0, MAX_USER_AGENT) ?? null,
    ip: context.origin.ip,
    created_at: now.toISOString(),
    last_used_at: now.toISOString(),
    expires_at: new Date(now.getTime() + SESSION_LIFETIME_MS).toISOString(),
    ended_at: null,
  };
  await insertSession(tx, session);
  await publishSessionStarted(context, tx, session);
  return issueTokens(context, tx, session, sign);
}
