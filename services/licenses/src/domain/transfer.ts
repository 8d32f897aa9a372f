import { statusOn, type Term } from './term.ts';

/** Who moves units: people of the tree, the vendor's staff, or the portal when an organization is being closed. */
export type Mover = 'customer' | 'vendor' | 'system';

/** What a licence or certificate gives beside its units; two of one origin can only be joined when it is the same. */
export interface Terms extends Term {
  readonly number: string;
  readonly quantity: number;
  /** Everything else that was agreed, in one text: parameters and versions, or the support level. */
  readonly conditions: string;
}

/** Everything that decides whether units of one licence may move. */
export interface TransferFacts {
  readonly mover: Mover;
  /** The calendar date in the vendor's time zone. */
  readonly today: string;
  readonly quantity: number;
  readonly giver: Terms & { readonly pending: number; readonly certificates: readonly CoveredTerms[] };
  readonly way: Way;
  readonly receiver: {
    readonly status: 'active' | 'closing' | 'closed';
    /** Its licence of the same origin. */
    readonly license: Terms | undefined;
    /** Whether its tree wants transfers accepted. */
    readonly acceptance: boolean;
  };
}

/** Where the receiver stands, seen from the giver. `back`: units of the licence came from there; `beyond`: in another tree. */
export type Way = 'nowhere' | 'down' | 'back' | 'elsewhere' | 'beyond';

/** A certificate that covers the giver's licence, and the receiver's of the same origin. */
export interface CoveredTerms extends Terms {
  readonly receiver: Terms | undefined;
  /** Units of the certificate that would move. */
  readonly share: number;
}

export type TransferRefusal =
  | { readonly code: 'same_cabinet' | 'cabinet_closed' | 'direction_not_allowed' }
  | { readonly code: 'license_not_in_force' | 'receiver_terms_differ'; readonly number: string }
  | { readonly code: 'not_enough_units'; readonly number: string; readonly available: number };

/** Whether units may move, and whether the receiver must accept them first; or why not. */
export function decideTransfer(facts: TransferFacts): { to: 'pending' | 'done' } | { refusal: TransferRefusal } {
  const refusal = wayRefusal(facts) ?? stateRefusal(facts) ?? unitsRefusal(facts) ?? termsRefusal(facts);
  if (refusal) return { refusal };
  return { to: isAccepted({ ...facts, acceptance: facts.receiver.acceptance }) ? 'done' : 'pending' };
}

/**
 * Whether units move at once. Nobody waits for consent to what is given back, nor to what a closed organization leaves; and
 * what the vendor moves to another tree cannot wait between two trees that know nothing of each other.
 */
export function isAccepted({ acceptance, mover, way }: Pick<TransferFacts, 'mover' | 'way'> & { readonly acceptance: boolean }): boolean {
  return !acceptance || mover === 'system' || way === 'back' || way === 'beyond';
}

function wayRefusal({ way, mover, receiver }: TransferFacts): TransferRefusal | undefined {
  if (way === 'nowhere') return { code: 'same_cabinet' };
  if ((way === 'elsewhere' || way === 'beyond') && mover === 'customer') return { code: 'direction_not_allowed' };
  return receiver.status === 'active' ? undefined : { code: 'cabinet_closed' };
}

/**
 * A suspended licence stays where the vendor's decision found it, a revoked one gives nothing; one that has expired is the
 * vendor's to move, unless it goes back. A closed organization leaves all of them but the revoked ones to its parent.
 */
function stateRefusal({ giver, mover, today, way }: TransferFacts): TransferRefusal | undefined {
  const refusal = { code: 'license_not_in_force', number: giver.number } as const;
  switch (statusOn(today, giver)) {
    case 'scheduled':
    case 'active':
      return undefined;
    case 'expired':
      return mover === 'customer' && way !== 'back' ? refusal : undefined;
    case 'suspended':
      return mover === 'system' ? undefined : refusal;
    case 'revoked':
      return refusal;
  }
}

/** What waits for a receiver cannot be given twice. */
function unitsRefusal({ giver, quantity }: TransferFacts): TransferRefusal | undefined {
  const available = giver.quantity - giver.pending;
  return quantity <= available ? undefined : { code: 'not_enough_units', number: giver.number, available };
}

/** Units must not change what they give by moving; only a licence without units takes over other terms. */
function termsRefusal({ giver, receiver }: TransferFacts): TransferRefusal | undefined {
  const pairs: [Terms, Terms | undefined][] = [[giver, receiver.license]];
  for (const certificate of giver.certificates) if (certificate.share > 0) pairs.push([certificate, certificate.receiver]);
  const differing = pairs.find(([own, found]) => found && !joins(own, found));
  return differing && { code: 'receiver_terms_differ', number: differing[0].number };
}

/** Whether units of `own` can be added to `other`: its terms are the same, or it is empty and nothing else was decided upon it. */
function joins(own: Terms, other: Terms): boolean {
  if (other.quantity === 0) return other.decision === 'none' || other.decision === own.decision;
  return (
    own.decision === other.decision &&
    own.valid_from === other.valid_from &&
    own.valid_until === other.valid_until &&
    own.conditions === other.conditions
  );
}

/**
 * How many of the `covered` units of a certificate go along when `quantity` of the `units` of a licence move: their exact
 * share, rounded to the nearest whole, a half to the receiver. What goes and what stays always add up to `covered`, all of
 * it goes when all units go, and neither side has more covered than it has units.
 */
export function shareOf(covered: number, quantity: number, units: number): number {
  if (quantity >= units) return covered;
  // In whole numbers: a product of two quantities is beyond what a double holds exactly.
  const [share, whole] = [2n * BigInt(covered) * BigInt(quantity) + BigInt(units), 2n * BigInt(units)];
  return Number(share / whole);
}

/**
 * How many go back with a return of `quantity` of the `units`: as many as had come, unless the receiver has fewer by now,
 * or would keep more covered than it has units left.
 */
export function shareBack(brought: number, covered: number, quantity: number, units: number): number {
  const least = Math.max(0, covered - (units - quantity));
  return Math.max(least, Math.min(brought, covered, quantity));
}
