/** How long logins last and what becomes of a refresh token that is shown. */

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A session that is not refreshed for this long cannot be refreshed any more. */
export const IDLE_LIFETIME_MS = 30 * DAY_MS;
/** However often it is refreshed, a session ends after this. */
export const SESSION_LIFETIME_MS = 90 * DAY_MS;
/** A client whose answer was lost, or that refreshes twice at once, may show the spent token again within this. */
const REUSE_GRACE_MS = 10_000;
export const ACCESS_TOKEN_LIFETIME_S = 600;
/** Long enough for the largest file over a slow line, a night included. */
export const DOWNLOAD_LINK_LIFETIME_S = 43_200;
/** How long staff may look with a customer's eyes without asking again. */
export const VIEWING_LIFETIME_S = 1_800;
/** How long a login waits for its second factor. */
export const CHALLENGE_LIFETIME_MS = 10 * MINUTE_MS;

/** Instants are RFC 3339. */
export interface RefreshFacts {
  readonly token: { readonly expires_at: string; readonly spent_at: string | null };
  readonly session: { readonly expires_at: string; readonly ended_at: string | null };
  readonly active: boolean;
}

/**
 * - `issue`: answer a new pair; `spend` when this is the token's first use.
 * - `reused`: the token was spent before: it, or its successor, was stolen (RFC 9700, 4.14.2). The whole session ends.
 * - `refused`: too late, whoever asks.
 */
export type RefreshDecision =
  | { readonly kind: 'issue'; readonly spend: boolean }
  | { readonly kind: 'reused' }
  | { readonly kind: 'refused' };

export function decideRefresh({ token, session, active }: RefreshFacts, now: number): RefreshDecision {
  if (!active || session.ended_at !== null || Date.parse(session.expires_at) <= now) return { kind: 'refused' };
  if (token.spent_at !== null && now - Date.parse(token.spent_at) > REUSE_GRACE_MS) return { kind: 'reused' };
  if (Date.parse(token.expires_at) <= now) return { kind: 'refused' };
  return { kind: 'issue', spend: token.spent_at === null };
}

/** Until when a refresh token issued now is good, never beyond its session. */
export function refreshExpiry(now: number, sessionExpiresAt: number): number {
  return Math.min(now + IDLE_LIFETIME_MS, sessionExpiresAt);
}
