import { problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { normalizeEmail } from '../domain/email.ts';
import { SESSION_LIFETIME_MS } from '../domain/session.ts';
import { lockAccount } from '../queries/account.ts';
import { insertSession } from '../queries/session.ts';
import { authenticate } from './authenticate.ts';
import { issueTokens, type IssuedTokens } from './issue-tokens.ts';
import { publishSessionStarted } from './publish.ts';

const MAX_USER_AGENT = 500;

/** Starts a session for who knows the password. Throws `invalid_credentials`, `rate_limited`. */
export async function logIn(
  context: AuthContext,
  credentials: { readonly email: string; readonly password: string },
): Promise<IssuedTokens> {
  const account = await authenticate(context, normalizeEmail(credentials.email), credentials.password);
  const sign = await context.state.keys.signer(context);
  return context.system.transaction(async (tx) => {
    // Disabled, or given another password, since the password was checked: that came first.
    const present = await lockAccount(tx, account.id);
    if (present?.status !== 'active' || present.password_hash !== account.password_hash) throw problem('invalid_credentials');
    const now = context.now();
    const session = {
      id: context.newId(),
      user_id: account.id,
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
  });
}
