import { REFRESH_COOKIE } from '@kabinet/contracts/auth/resources';
import type { Installation } from '@kabinet/service';

/** The `Set-Cookie` value that keeps a browser's refresh token from scripts and from other sites (RFC 6265bis). */
export function refreshCookie(token: string, expiresAt: Date, now: Date, installation: Pick<Installation, 'publicUrl'>): string {
  return cookie(token, Math.max(0, Math.floor((expiresAt.getTime() - now.getTime()) / 1000)), installation);
}

/** The `Set-Cookie` value that removes it. */
export function clearedRefreshCookie(installation: Pick<Installation, 'publicUrl'>): string {
  return cookie('', 0, installation);
}

function cookie(value: string, maxAgeS: number, { publicUrl }: Pick<Installation, 'publicUrl'>): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${REFRESH_COOKIE}=${value}; HttpOnly; SameSite=Strict; Path=/api/v1/jwt; Max-Age=${maxAgeS}${secure}`;
}
