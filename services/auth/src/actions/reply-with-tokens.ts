import type { Reply } from '@kabinet/contract';
import type { TokenPair } from '@kabinet/contracts/auth/resources';
import type { IssuedTokens } from './issue-tokens.ts';
import type { AuthContext } from '../context.ts';
import { clearedRefreshCookie, refreshCookie } from '../credentials/refresh-cookie.ts';
import { ACCESS_TOKEN_LIFETIME_S } from '../domain/session.ts';

/** The answer to a login or a refresh: the refresh token in the body, or in a cookie only. Never cached (RFC 6749, 5.1). */
export function replyWithTokens(context: AuthContext, issued: IssuedTokens, asCookie: boolean | undefined): Reply<TokenPair> {
  const pair = { access_token: issued.accessToken, token_type: 'Bearer' as const, expires_in: ACCESS_TOKEN_LIFETIME_S };
  const headers = { 'cache-control': 'no-store' };
  if (!asCookie) return { body: { ...pair, refresh_token: issued.refreshToken }, headers };
  const cookie = refreshCookie(issued.refreshToken, issued.refreshExpiresAt, context.now(), context.installation);
  return { body: pair, headers: { ...headers, 'set-cookie': cookie } };
}

/** The answer to who logged out: nothing, and no cookie any more. */
export function replyLoggedOut(context: AuthContext): Reply<undefined> {
  return { body: undefined, headers: { 'set-cookie': clearedRefreshCookie(context.installation) } };
}
