import type { TestDatabase } from '@kabinet/testing';
import type { Journal, Return, Wish } from './workload.ts';
import type { TransferWorld } from './world.ts';

interface KeptTransfer {
  readonly id: string;
  readonly quantity: number;
  readonly license_id: string;
  readonly status: string;
  /** Postings that moved its units: one there, one back. */
  readonly postings: number;
  readonly told: number;
}

/**
 * Holds the database to what clients were told: every acknowledged wish was done once, no refused one, every unknown one once or
 * not at all, a wish of several licences for all or none; and whatever happened, sums are what they were and nothing ever was negative.
 */
export async function brokenPromises(database: TestDatabase, world: TransferWorld, journal: Journal): Promise<string[]> {
  const kept = await keptTransfers(database, world);
  const byNumber = Map.groupBy(kept, ({ quantity }) => quantity);
  const byId = new Map(kept.map((transfer) => [transfer.id, transfer]));
  const moves = journal.wishes.filter((wish) => wish.kind === 'move');
  const returns = Map.groupBy(
    journal.wishes.filter((wish) => wish.kind === 'return'),
    ({ transfer }) => transfer,
  );
  const wished = new Set(moves.map((wish) => wish.number));
  return [
    ...moves.flatMap((wish) => faultOfMove(wish, byNumber.get(wish.number) ?? [])),
    ...kept.filter(({ quantity }) => !wished.has(quantity)).map(({ id }) => `the transfer ${id} was nobody's wish`),
    ...[...returns].flatMap(([id, wishes]) => faultOfReturns(wishes, byId.get(id))),
    ...kept.flatMap((transfer) => faultOfPostings(transfer)),
    ...(await faultsOfSums(database, world)),
  ];
}

function faultOfMove({ number, licenses, outcome, transfers }: Wish, found: readonly KeptTransfer[]): string[] {
  const whole = licenses.every((license) => found.filter(({ license_id }) => license_id === license).length === 1);
  const once = whole && found.length === licenses.length;
  switch (outcome) {
    case 'acknowledged':
      return once && transfers.every((id) => found.some((one) => one.id === id))
        ? []
        : [`${number} was acknowledged and done ${found.length} times`];
    case 'refused':
      return found.length === 0 ? [] : [`${number} was refused and done ${found.length} times`];
    case 'unknown':
      return once || found.length === 0 ? [] : [`${number} is unknown and was done ${found.length} times for ${licenses.length} licences`];
  }
}

/** A transfer comes back once, and only if somebody wished it. */
function faultOfReturns(wishes: readonly Return[], transfer: KeptTransfer | undefined): string[] {
  const acknowledged = wishes.filter(({ outcome }) => outcome === 'acknowledged').length;
  const unknown = wishes.some(({ outcome }) => outcome === 'unknown');
  const isBack = transfer?.status === 'returned';
  const asTold = acknowledged === 1 ? isBack : acknowledged === 0 && (!isBack || unknown);
  return asTold ? [] : [`the return of ${transfer?.id} was acknowledged ${acknowledged} times, and it is ${transfer?.status}`];
}

function faultOfPostings({ id, status, postings, told }: KeptTransfer): string[] {
  const expected = status === 'returned' ? 2 : 1;
  return [
    ...(postings === expected ? [] : [`the transfer ${id} is ${status} and was posted ${postings} times`]),
    ...(told === 2 * expected ? [] : [`the transfer ${id} is ${status} and was told ${told} times`]),
  ];
}

function keptTransfers(database: TestDatabase, { families }: TransferWorld): Promise<KeptTransfer[]> {
  return database.sql<KeptTransfer & Record<string, unknown>>(
    `select x.id, x.quantity::int, x.license_id, x.status,
      (select count(distinct posting_id) from licenses.ledger_entry where transfer_id = x.id)::int as postings,
      (select count(*) from licenses.outbox where event->>'subject' = x.id::text)::int as told
      from licenses.transfer x join licenses.license giver on giver.id = x.license_id where giver.origin_id = any($1::uuid[])`,
    [families.map(({ origin }) => origin)],
  );
}

interface Sums {
  readonly what: string;
  readonly units: string | null;
  readonly least: string | null;
  readonly off: string | null;
}

/** All entries are added up anew, one after the other: the balances that the ledger keeps are what is to be proved. */
async function faultsOfSums(database: TestDatabase, { families, units }: TransferWorld): Promise<string[]> {
  const rows = await database.sql<Sums & Record<string, unknown>>(
    `with passed as (
       select account_id, least(0, min(held)) as least from (
         select account_id, sum(quantity) over (partition by account_id order by place, posting_id rows unbounded preceding) as held
         from licenses.ledger_entry where account_kind in ('license', 'coverage')
       ) entry group by account_id
     )
     select 'units of ' || origin_id as what, sum(quantity) as units, min(passed.least) as least,
       sum(abs(quantity - (select coalesce(sum(quantity), 0) from licenses.ledger_entry where account_id = license.id))) as off
     from licenses.license left join passed on passed.account_id = license.id where origin_id = any($1::uuid[]) group by origin_id
     union all
     select 'coverage of ' || license.origin_id, sum(coverage.quantity), min(passed.least),
       sum(abs(coverage.quantity - (select coalesce(sum(quantity), 0) from licenses.ledger_entry where account_id = coverage.id)))
         + count(*) filter (where coverage.quantity > license.quantity)
     from licenses.coverage join licenses.license on license.id = coverage.license_id left join passed on passed.account_id = coverage.id
     where license.origin_id = any($1::uuid[]) group by license.origin_id
     union all
     select 'postings', $2::bigint, 0, count(*) from (
       select posting_id from licenses.ledger_entry where account_kind in ('license', 'issuance') group by posting_id having sum(quantity) <> 0
     ) unbalanced`,
    [families.map(({ origin }) => origin), units],
  );
  return rows.flatMap(({ what, units: sum, least, off }) =>
    Number(sum) === units && Number(least) >= 0 && Number(off) === 0
      ? []
      : [`${what}: sum ${sum} of ${units}, least ${least}, off by ${off}`],
  );
}
