import type { FigureKind } from '@kabinet/contracts/reports/resources';

/** What is counted of a licence, a certificate or a request. Days are `YYYY-MM-DD` in the vendor's time zone. */
export interface Fact {
  readonly id: string;
  readonly kind: FigureKind;
  readonly organization_id: string;
  readonly root_id: string;
  readonly product_id: string;
  readonly status: string;
  /** The first day of the month in which a term ends, or a request was opened; null for a term that does not end. */
  readonly month: string | null;
  readonly units: number;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
  /** The day on which the status is another by its dates alone; null: never. */
  readonly changes_on: string | null;
}

/** By how much a figure grows. */
export interface FigureChange {
  readonly organization_id: string;
  readonly root_id: string;
  readonly kind: FigureKind;
  readonly product_id: string;
  readonly status: string;
  readonly month: string | null;
  readonly things: number;
  readonly units: number;
}

interface Term {
  readonly valid_from: string;
  readonly valid_until: string | null;
  readonly decision: 'none' | 'suspended' | 'revoked';
}

/** How a term stands on that day, and when it will stand otherwise without anybody doing anything. */
export function standingOn(today: string, { valid_from, valid_until, decision }: Term): Pick<Fact, 'status' | 'changes_on'> {
  if (decision !== 'none') return { status: decision, changes_on: null };
  if (valid_from > today) return { status: 'scheduled', changes_on: valid_from };
  if (valid_until !== null && valid_until < today) return { status: 'expired', changes_on: null };
  return { status: 'active', changes_on: valid_until === null ? null : dayAfter(valid_until) };
}

/** The first day of a day's month. */
export function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/**
 * What a thing's change does to the figures: it leaves the one and joins the other. Always in the same order, so that two that change
 * the same figures wait for each other and not in a circle.
 */
export function figureChanges(before: Fact | undefined, after: Fact): FigureChange[] {
  const changes = new Map<string, FigureChange>();
  const moves = before
    ? ([
        [before, -1],
        [after, 1],
      ] as const)
    : ([[after, 1]] as const);
  for (const [{ organization_id, root_id, kind, product_id, status, month, units }, sign] of moves) {
    const key = JSON.stringify([organization_id, kind, product_id, status, month]);
    const known = changes.get(key);
    const [things, sum] = [(known?.things ?? 0) + sign, (known?.units ?? 0) + sign * units];
    changes.set(key, { organization_id, root_id, kind, product_id, status, month, things, units: sum });
  }
  const ordered = [...changes].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, change]) => change);
  return ordered.filter(({ things, units }) => things !== 0 || units !== 0);
}
