import type { Transaction } from '@kabinet/database';
import type { AuthContext } from '../context.ts';
import { newToken } from '../credentials/secret-token.ts';
import { refreshExpiry } from '../domain/session.ts';
import type { AccessTokenSigner } from '../key-ring.ts';
import { insertRefreshToken } from '../queries/refresh-token.ts';

export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}

/** A new pair for a session that goes on. */
export async function issueTokens(
  context: AuthContext,
  tx: Transaction,
  session: { readonly id: string; readonly user_id: string; readonly expires_at: string },
  sign: AccessTokenSigner,
): Promise<IssuedTokens> {
  const { token, hash } = newToken('refresh');
  const refreshExpiresAt = new Date(refreshExpiry(context.now().getTime(), Date.parse(session.expires_at)));
  await insertRefreshToken(tx, { token_hash: hash, session_id: session.id, expires_at: refreshExpiresAt.toISOString(), spent_at: null });
  return { accessToken: await sign(session.user_id, session.id), refreshToken: token, refreshExpiresAt };
}
