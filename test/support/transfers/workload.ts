import type { Transfer } from '@kabinet/contracts/licenses/transfer-resources';
import { setTimeout as pause } from 'node:timers/promises';
import type { PublicAnswer, PublicApi } from '../public-api.ts';
import type { Family, TransferWorld } from './world.ts';

/**
 * What became of something that a client wanted, as far as it was told. A client repeats what it got no clear answer to, with
 * the same key; now and then it gives up instead, and then it does not know.
 */
export type Outcome = 'acknowledged' | 'refused' | 'unknown';

/** Units that go from one organization to another: of one licence, or of several in one operation. */
export interface Wish {
  readonly kind: 'move';
  /** Different for every wish of a workload, and the number of units that each of its licences gives: so every row is known again. */
  readonly number: number;
  readonly licenses: readonly string[];
  outcome: Outcome;
  transfers: readonly string[];
  sent: number;
}

/** A transfer that is to come back. */
export interface Return {
  readonly kind: 'return';
  readonly number: number;
  readonly transfer: string;
  outcome: Outcome;
  sent: number;
}

export interface Journal {
  readonly wishes: (Wish | Return)[];
  /** The number of the last wish. */
  number: number;
  /** What clients were told beside good answers and refusals, by how often. */
  readonly told: Map<string, number>;
}

export interface Workload {
  readonly journal: Journal;
  /** Lets every client end what it is at; each has an answer or has given up when it resolves. */
  stop(): Promise<void>;
}

/** What every key of the workload begins with: what a relay looks for on the wire. */
export const KEYS = 'units-on-the-move-';
const GIVES_UP_ONCE_IN = 40;
const RETRY_MS = 50;

export function startWorkload(world: TransferWorld, clients: number): Workload {
  const journal: Journal = { wishes: [], number: 0, told: new Map() };
  let going = true;
  const running = Array.from({ length: clients }, async (_, index) => {
    const api = world.people[index % world.people.length] as PublicApi;
    while (going) await doSomething(world, journal, api);
  });
  return {
    journal,
    async stop() {
      going = false;
      await Promise.all(running);
    },
  };
}

async function doSomething(world: TransferWorld, journal: Journal, api: PublicApi): Promise<void> {
  journal.number += 1;
  const dice = Math.random();
  const done = dice < 0.25 ? journal.wishes.findLast((wish) => wish.kind === 'move' && wish.outcome === 'acknowledged') : undefined;
  if (done?.kind === 'move') return giveBack(journal, api, done.transfers[0] ?? '');
  await move(world, journal, api, dice > 0.85 ? world.families.slice(0, 2) : [pick(world.families)]);
}

/** Down from the holding, or back up to it. */
async function move(world: TransferWorld, journal: Journal, api: PublicApi, families: readonly Family[]): Promise<void> {
  const daughter = pick(world.daughters);
  const held = families.every((family) => family.licenses.has(daughter));
  const [from, to] = held && Math.random() < 0.45 ? [daughter, world.holding] : [world.holding, daughter];
  const licenses = families.map((family) => family.licenses.get(from) ?? '');
  const wish: Wish = { kind: 'move', number: journal.number, licenses, outcome: 'unknown', transfers: [], sent: 0 };
  journal.wishes.push(wish);
  const [only = ''] = licenses;
  const body =
    licenses.length === 1
      ? { to_cabinet_id: to, quantity: wish.number }
      : { to_cabinet_id: to, licenses: licenses.map((license_id) => ({ license_id, quantity: wish.number })) };
  const path = licenses.length === 1 ? `/api/v1/licenses/${only}/transfers` : '/api/v1/transfers';
  const answer = await untilClear(journal, wish, () => api.send('POST', path, body, { 'idempotency-key': `${KEYS}${wish.number}` }));
  if (answer?.status !== 201) return;
  const transfers = licenses.length === 1 ? [answer.body as Transfer] : (answer.body as { items: Transfer[] }).items;
  wish.transfers = transfers.map(({ id }) => id);
  for (const [index, { to_license_id }] of transfers.entries()) families[index]?.licenses.set(to, to_license_id ?? '');
}

async function giveBack(journal: Journal, api: PublicApi, transfer: string): Promise<void> {
  const wish: Return = { kind: 'return', number: journal.number, transfer, outcome: 'unknown', sent: 0 };
  journal.wishes.push(wish);
  await untilClear(journal, wish, () =>
    api.send('POST', `/api/v1/transfers/${transfer}/return`, undefined, { 'idempotency-key': `${KEYS}${wish.number}` }),
  );
}

async function untilClear(journal: Journal, wish: Wish | Return, send: () => Promise<PublicAnswer>): Promise<PublicAnswer | undefined> {
  for (;;) {
    wish.sent += 1;
    const answer = await send().catch((error: unknown) => String((error as { cause?: { code?: string } }).cause?.code ?? error));
    const code = typeof answer === 'string' ? answer : ((answer.body as { code?: string } | undefined)?.code ?? '');
    if (typeof answer !== 'string' && isClear(answer, code)) {
      wish.outcome = answer.status < 300 ? 'acknowledged' : 'refused';
      if (answer.status >= 300) count(journal, code);
      return answer;
    }
    count(journal, code);
    // Of a fault of ours nothing may be hidden behind another try.
    if (code === 'internal_error' || Math.random() * GIVES_UP_ONCE_IN < 1) return undefined;
    await pause(RETRY_MS);
  }
}

function isClear({ status }: PublicAnswer, code: string): boolean {
  return status < 500 && code !== 'idempotency_key_in_progress';
}

function count(journal: Journal, what: string): void {
  journal.told.set(what, (journal.told.get(what) ?? 0) + 1);
}

function pick<T>(from: readonly T[]): T {
  return from[Math.floor(Math.random() * from.length)] as T;
}
