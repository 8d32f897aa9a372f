/** A term that ends, as far as warnings go. Dates are calendar dates in the vendor's time zone. */
export interface EndingTerm {
  readonly valid_until: string | null;
  readonly decision: 'none' | 'suspended' | 'revoked';
  readonly quantity: number;
  /** The day since which this last day is known. */
  readonly term_since: string;
}

const DAY_MS = 86_400_000;

/** `YYYY-MM-DD` plus days. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` until `to`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/**
 * The next day on which to warn of the term's end, later than `after`, or the day since which the term is known. Null when
 * nothing ends, when it was withdrawn or moved away, and when all its warnings are behind.
 */
export function nextWarning(term: EndingTerm, thresholds: readonly number[], after: string | null): string | null {
  if (term.valid_until === null || term.decision === 'revoked' || term.quantity === 0) return null;
  const until = term.valid_until;
  const days = thresholds.map((threshold) => addDays(until, -threshold)).toSorted();
  return days.find((day) => day >= term.term_since && (after === null || day > after)) ?? null;
}
