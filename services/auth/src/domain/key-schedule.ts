import { DOWNLOAD_LINK_LIFETIME_S } from './session.ts';

const DAY_MS = 86_400_000;

/** A key signs this long before the next one takes over. */
export const SIGNING_PERIOD_MS = 90 * DAY_MS;
/** The next key is published this long before it signs, so that every cached key set has it by then. */
export const PUBLICATION_LEAD_MS = 60 * 60_000;
/** Clocks differ a little. */
const CLOCK_SKEW_MS = 60_000;

/** Instants are RFC 3339. */
export interface KeyTimes {
  readonly activates_at: string;
  readonly retires_at: string | null;
}

/** The key that signs at `now`: the newest that is active. */
export function signingKeyAt<Key extends KeyTimes>(keys: readonly Key[], now: number): Key | undefined {
  return keys
    .filter((key) => Date.parse(key.activates_at) <= now)
    .toSorted((a, b) => Date.parse(b.activates_at) - Date.parse(a.activates_at))[0];
}

/** Whether verifiers still need the key: what it signed last may be unexpired, a download link longest of all. */
export function isPublished(key: KeyTimes, now: number): boolean {
  return key.retires_at === null || now < Date.parse(key.retires_at) + DOWNLOAD_LINK_LIFETIME_S * 1000 + CLOCK_SKEW_MS;
}

/** When the next key shall take over, if it is time to publish it; undefined when there is nothing to do. */
export function nextActivation(keys: readonly KeyTimes[], now: number): number | undefined {
  const newest = Math.max(...keys.map((key) => Date.parse(key.activates_at)));
  if (keys.length === 0) return now;
  const due = newest + SIGNING_PERIOD_MS;
  return now >= due - PUBLICATION_LEAD_MS ? Math.max(due, now + PUBLICATION_LEAD_MS) : undefined;
}
