/** What the clients of a fault asked for and what they were told: afterwards the portal is held to it. */
export interface Journal {
  /** Purchases that were sent, by their own ids. */
  readonly sent: Set<string>;
  /** Purchases that were acknowledged, by their own ids. */
  readonly bought: Map<string, Bought>;
  /** Purchases that were refused as wrong, by their own ids. */
  readonly refused: Set<string>;
  /** Invitations that were acknowledged. */
  readonly invited: Set<string>;
}

export interface Bought {
  readonly id: string;
  readonly licenses: readonly { readonly id: string }[];
}

export function newJournal(): Journal {
  return { sent: new Set(), bought: new Map(), refused: new Set(), invited: new Set() };
}
