/** Figures of things that are alike in everything that is counted by. */
interface Counted {
  readonly product_id: string;
  readonly status: string;
  readonly month: string | null;
  readonly things: number;
  readonly units: number;
}

export function totalOf(figures: readonly Counted[]): number {
  return figures.reduce((sum, { things }) => sum + things, 0);
}

/** Sums by what stands in `field`, the largest first; what has nothing there is left out. */
export function countsBy(
  figures: readonly Counted[],
  field: 'product_id' | 'status' | 'month',
  what: 'things' | 'units' = 'things',
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const figure of figures) {
    const key = figure[field];
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + figure[what]);
  }
  return new Map([...counts].toSorted(([, one], [, other]) => other - one));
}

/** A series without gaps: so many months from `first`, which is the first day of one. */
export function monthsFrom(counts: ReadonlyMap<string, number>, first: string, months: number): { month: string; count: number }[] {
  return Array.from({ length: months }, (_, index) => {
    const month = addMonths(first, index);
    return { month, count: counts.get(month) ?? 0 };
  });
}

/** `month` is the first day of one, and so is what is answered. */
export function addMonths(month: string, count: number): string {
  const [year = 0, ordinal = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, ordinal - 1 + count, 1)).toISOString().slice(0, 10);
}
