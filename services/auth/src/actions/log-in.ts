import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { newToken } from '../credentials/secret-token.ts';
import { normalizeEmail } from '../domain/email.ts';
import { CHALLENGE_LIFETIME_MS } from '../domain/session.ts';
import { lockAccount, type AccountRow } from '../queries/account.ts';
import { insertChallenge } from '../queries/login-challenge.ts';
import { findFactor } from '../queries/second-factor.ts';
import { authenticate } from './authenticate.ts';
import type { IssuedTokens } from './issue-tokens.ts';
import { startSession } from './start-session.ts';

type Outcome = { readonly kind: 'issued'; readonly tokens: IssuedTokens } | { readonly kind: 'challenged'; readonly mfaToken: string };

/**
 * Starts a session for who knows the password. Throws `invalid_credentials`, `rate_limited`; `second_factor_required`, with the
 * token that completes the login, for who has one.
 */
export async function logIn(
  context: AuthContext,
  credentials: { readonly email: string; readonly password: string },
): Promise<IssuedTokens> {
  const account = await authenticate(context, normalizeEmail(credentials.email), credentials.password);
  const sign = await context.state.keys.signer(context);
  const outcome = await context.system.transaction(async (tx): Promise<Outcome> => {
    await requireUnchanged(tx, account);
    const factor = await findFactor(tx, account.id);
    if (!factor?.confirmed_at) return { kind: 'issued', tokens: await startSession(context, tx, account.id, sign) };
    return { kind: 'challenged', mfaToken: await challenge(context, tx, account.id) };
  });
  if (outcome.kind === 'issued') return outcome.tokens;
  // The challenge is committed although the answer is a refusal.
  throw problem('second_factor_required', { extensions: { mfa_token: outcome.mfaToken }, headers: { 'cache-control': 'no-store' } });
}

/** Disabled, or given another password, since the password was checked: that came first. */
async function requireUnchanged(tx: Transaction, account: AccountRow): Promise<void> {
  const present = await lockAccount(tx, account.id);
  if (present?.status !== 'active' || present.password_hash !== account.password_hash) throw problem('invalid_credentials');
}

async function challenge(context: AuthContext, tx: Transaction, userId: string): Promise<string> {
  const { token, hash } = newToken('login_challenge');
  const now = context.now();
  await insertChallenge(tx, {
    id: context.newId(),
    user_id: userId,
    token_hash: hash,
    created_at: now.toISOString(),
    expires_at: new Date(now.getTime() + CHALLENGE_LIFETIME_MS).toISOString(),
    closed_at: null,
  });
  return token;
}
