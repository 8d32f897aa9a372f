/*
 * What transfers do, said once more and in another way: by organizations instead of rows, for one licence that the holding
 * bought. Tests hold the API to it.
 */

export type Name = 'holding' | 'daughter' | 'granddaughter' | 'sister';
export type Actor = 'holding' | 'daughter' | 'staff';

export type Wish =
  | { readonly kind: 'transfer'; readonly actor: Actor; readonly from: Name; readonly to: Name; readonly quantity: number }
  | { readonly kind: 'return' | 'accept' | 'decline' | 'withdraw'; readonly actor: Actor; readonly nth: number };

const ABOVE: Readonly<Record<Name, readonly Name[]>> = {
  holding: [],
  daughter: ['holding'],
  granddaughter: ['daughter', 'holding'],
  sister: ['holding'],
};
const REACH: Readonly<Record<Actor, readonly Name[]>> = {
  holding: ['holding', 'daughter', 'granddaughter', 'sister'],
  daughter: ['daughter', 'granddaughter'],
  staff: ['holding', 'daughter', 'granddaughter', 'sister'],
};

interface MadeTransfer {
  readonly from: Name;
  readonly to: Name;
  readonly quantity: number;
  status: 'pending' | 'done' | 'returned' | 'declined' | 'withdrawn';
  /** Covered units that went along. */
  brought: number;
}

interface Held {
  readonly units: number;
  readonly covered: number;
}

export class Model {
  readonly held: Map<Name, Held>;
  readonly transfers: MadeTransfer[];
  readonly acceptance: boolean;
  /** `giver>receiver`, for all that did not go back. */
  readonly given: Set<string>;

  constructor(held: ReadonlyMap<Name, Held>, acceptance: boolean, transfers: readonly MadeTransfer[] = [], given: Iterable<string> = []) {
    this.held = new Map(held);
    this.acceptance = acceptance;
    this.transfers = transfers.map((transfer) => ({ ...transfer }));
    this.given = new Set(given);
  }

  copy(): Model {
    return new Model(this.held, this.acceptance, this.transfers, this.given);
  }

  /** Whether somebody's wish can be put at all: of a licence that is there, or a transfer that was made. */
  canAsk(wish: Wish): boolean {
    return wish.kind === 'transfer' ? this.held.has(wish.from) : wish.nth < this.transfers.length;
  }

  /** Does it; answers `ok` or the code of the refusal. */
  apply(wish: Wish): string {
    if (wish.kind === 'transfer') return this.#transfer(wish);
    const transfer = this.transfers[wish.nth];
    if (!transfer) throw new Error('there is no such transfer');
    const reach = REACH[wish.actor];
    if (!reach.includes(transfer.from) && !reach.includes(transfer.to)) return 'transfer_not_found';
    if (!reach.includes(wish.kind === 'withdraw' ? transfer.from : transfer.to)) return 'forbidden';
    return this.#settle(wish.kind, transfer);
  }

  #transfer({ actor, from, to, quantity }: Wish & { kind: 'transfer' }): string {
    const reach = REACH[actor];
    if (!reach.includes(from)) return 'license_not_found';
    const back = ABOVE[from].includes(to) && this.#cameFrom(from, to);
    if (!reach.includes(to) && !back) return 'invalid_body';
    if (from === to) return 'same_cabinet';
    if (!back && !ABOVE[to].includes(from) && actor !== 'staff') return 'direction_not_allowed';
    if (quantity > this.#free(from)) return 'not_enough_units';
    const isPending = this.acceptance && !back;
    const brought = isPending ? 0 : this.#move(from, to, quantity, this.#share(from, quantity));
    if (!isPending && !back) this.given.add(`${from}>${to}`);
    this.transfers.push({ from, to, quantity, status: isPending ? 'pending' : 'done', brought });
    return 'ok';
  }

  #settle(kind: 'return' | 'accept' | 'decline' | 'withdraw', transfer: MadeTransfer): string {
    const { from, to, quantity } = transfer;
    if (kind === 'return') {
      if (transfer.status !== 'done') return 'transfer_not_done';
      if (quantity > this.#free(to)) return 'not_enough_units';
      const { units, covered } = this.#of(to);
      this.#move(to, from, quantity, Math.max(Math.min(transfer.brought, covered, quantity), covered - (units - quantity), 0));
      transfer.status = 'returned';
      return 'ok';
    }
    if (transfer.status !== 'pending') return 'transfer_not_pending';
    transfer.status = kind === 'accept' ? 'done' : kind === 'decline' ? 'declined' : 'withdrawn';
    if (kind !== 'accept') return 'ok';
    transfer.brought = this.#move(from, to, quantity, this.#share(from, quantity));
    this.given.add(`${from}>${to}`);
    return 'ok';
  }

  #move(from: Name, to: Name, quantity: number, share: number): number {
    const [giver, receiver] = [this.#of(from), this.#of(to)];
    this.held.set(from, { units: giver.units - quantity, covered: giver.covered - share });
    this.held.set(to, { units: receiver.units + quantity, covered: receiver.covered + share });
    return share;
  }

  /** To the nearest whole, a half up. */
  #share(from: Name, quantity: number): number {
    const { units, covered } = this.#of(from);
    return Math.floor((covered * quantity) / units + 0.5);
  }

  #of(name: Name): Held {
    return this.held.get(name) ?? { units: 0, covered: 0 };
  }

  #free(name: Name): number {
    const waiting = this.transfers.filter(({ from, status }) => from === name && status === 'pending');
    return this.#of(name).units - waiting.reduce((sum, { quantity }) => sum + quantity, 0);
  }

  #cameFrom(name: Name, ancestor: Name): boolean {
    const seen = new Set<string>([name]);
    for (const at of seen) {
      for (const pair of this.given) {
        const [giver = '', receiver] = pair.split('>');
        if (receiver === at) seen.add(giver);
      }
    }
    return seen.has(ancestor) && ancestor !== name;
  }
}
