import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { tokenHash } from '../credentials/secret-token.ts';
import { decideRefresh } from '../domain/session.ts';
import type { AccessTokenSigner } from '../key-ring.ts';
import { findRefreshToken, spendRefreshToken } from '../queries/refresh-token.ts';
import { lockSession, updateSession } from '../queries/session.ts';
import { findUser } from '../queries/user.ts';
import { issueTokens, type IssuedTokens } from './issue-tokens.ts';
import { publishSessionEnded } from './publish.ts';

/** A new pair for a refresh token. Throws `invalid_refresh_token`; the reuse of a spent one ends its session first. */
export async function refreshTokens(context: AuthContext, refreshToken: string | undefined): Promise<IssuedTokens> {
  const hash = refreshToken === undefined ? undefined : tokenHash('refresh', refreshToken);
  const known = hash && (await findRefreshToken(context.system, hash));
  if (!known) throw problem('invalid_refresh_token');
  const sign = await context.state.keys.signer(context);
  // The session's end must be committed although the answer is a refusal.
  const issued = await context.system.transaction((tx) => refreshIn(context, tx, known.token_hash, known.session_id, sign));
  if (!issued) throw problem('invalid_refresh_token');
  return issued;
}

/** The session's lock lets one refresh after the other look at the token. */
async function refreshIn(
  context: AuthContext,
  tx: Transaction,
  hash: Buffer,
  sessionId: string,
  sign: AccessTokenSigner,
): Promise<IssuedTokens | undefined> {
  const session = await lockSession(tx, sessionId);
  const token = await findRefreshToken(tx, hash);
  if (!session || !token) return undefined;
  const user = await findUser(tx, session.user_id);
  const now = context.now();
  const decision = decideRefresh({ token, session, active: user?.status === 'active' }, now.getTime());
  switch (decision.kind) {
    case 'refused':
      return undefined;
    case 'reused':
      await updateSession(tx, session.id, { ended_at: now.toISOString() });
      await publishSessionEnded(context, tx, session, 'refresh_token_reused');
      return undefined;
    case 'issue': {
      if (decision.spend) await spendRefreshToken(tx, hash, now.toISOString());
      const { ip, userAgent } = context.origin;
      await updateSession(tx, session.id, {
        last_used_at: now.toISOString(),
        ip: ip ?? session.ip,
        user_agent: userAgent?.slice(0, 500) ?? session.user_agent,
      });
      return issueTokens(context, tx, session, sign);
    }
    default:
      return decision satisfies never;
  }
}
