import { parseCookie } from 'cookie';
import type { authContract } from '@kabinet/contracts/auth';
import { REFRESH_COOKIE } from '@kabinet/contracts/auth/resources';
import { problem } from '@kabinet/problem';
import type { IncomingHttpHeaders } from 'node:http';

/** Whether the refresh token may come to the operation in a cookie. */
export function takesRefreshCookie(service: string, operation: string): boolean {
  return service === 'auth' && operation === ('refreshJwt' satisfies keyof typeof authContract.operations);
}

/**
 * The refresh token of the cookie. Since browsers add cookies by themselves, throws `forbidden` when another site made
 * the request (Sec-Fetch-Site; Origin where a browser does not send it). Clients that are no browsers send neither.
 */
export function refreshTokenIn(headers: IncomingHttpHeaders, publicOrigin: string): string | undefined {
  if (!headers.cookie?.includes(REFRESH_COOKIE)) return undefined;
  const token = parseCookie(headers.cookie)[REFRESH_COOKIE];
  if (!token) return undefined;
  if (!isSameOrigin(headers, publicOrigin)) throw problem('forbidden', { reason: 'a refresh cookie from another site' });
  return token;
}

function isSameOrigin(headers: IncomingHttpHeaders, publicOrigin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = headers;
  return origin === undefined || origin === publicOrigin || origin === `http://${host}` || origin === `https://${host}`;
}
