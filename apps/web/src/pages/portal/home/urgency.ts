import type { Severity } from '@kabinet/contracts/products/advisory-resources';

/** What may need attention, as far as it decides what comes first. */
export type Matter =
  | { readonly kind: 'advisory'; readonly severity: Severity }
  | { readonly kind: 'term'; readonly days_left: number }
  | { readonly kind: 'reply' | 'transfer' | 'person' | 'update' };

/** The lower, the sooner somebody should do something: roughly the days that one has. */
function urgencyOf(matter: Matter): number {
  switch (matter.kind) {
    case 'advisory':
      return matter.severity === 'critical' ? 0 : matter.severity === 'high' ? 3 : 20;
    case 'reply':
      return 2;
    case 'transfer':
      return 5;
    case 'person':
      return 6;
    case 'update':
      return 30;
    case 'term':
      return matter.days_left;
    default:
      return matter satisfies never;
  }
}

/** The most urgent first; what is as urgent stays in its order. */
export function inOrder<Item extends { readonly matter: Matter }>(items: readonly Item[]): Item[] {
  return items.toSorted((one, other) => urgencyOf(one.matter) - urgencyOf(other.matter));
}
