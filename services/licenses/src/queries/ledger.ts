import type { Queryable, Transaction } from '@kabinet/database';
import { sql } from 'kysely';
import { query } from '../tables.ts';

export interface Posting {
  readonly id: string;
  readonly reason: 'issue' | 'reversal';
  readonly at: string;
  readonly license: { readonly id: string; readonly product_id: string; readonly organization_id: string; readonly root_id: string };
  /** Units that the licence gains; negative: loses. The vendor's issuance account of the product is the other side. */
  readonly quantity: number;
}

/** Two entries that sum to zero; the caller changes `license.quantity` by the same number in the same transaction. */
export async function post(tx: Transaction, { id, reason, at, license, quantity }: Posting): Promise<void> {
  const shared = { posting_id: id, reason, organization_id: license.organization_id, root_id: license.root_id, created_at: at };
  await tx.execute(
    query.insertInto('ledger_entry').values([
      { ...shared, line: 1, account_kind: 'issuance', account_id: license.product_id, quantity: -quantity },
      { ...shared, line: 2, account_kind: 'license', account_id: license.id, quantity },
    ]),
  );
}

/** A move of units from one account to another: of licences, or of what certificates cover of them. */
export interface Movement {
  readonly kind: 'license' | 'coverage';
  readonly quantity: number;
  readonly from: Account;
  readonly to: Account;
}
interface Account {
  readonly id: string;
  readonly organization_id: string;
  readonly root_id: string;
}

/** One posting of all that a transfer moves; the caller changes the quantities by the same numbers in the same transaction. */
export async function postMovements(
  tx: Transaction,
  { id, transferId, at }: { readonly id: string; readonly transferId: string; readonly at: string },
  movements: readonly Movement[],
): Promise<void> {
  const entries = movements.flatMap(({ kind, quantity, from, to }) => [
    { ...ownerOf(from), account_kind: kind, account_id: from.id, quantity: -quantity },
    { ...ownerOf(to), account_kind: kind, account_id: to.id, quantity },
  ]);
  const shared = { posting_id: id, transfer_id: transferId, reason: 'transfer' as const, created_at: at };
  await tx.execute(query.insertInto('ledger_entry').values(entries.map((entry, index) => ({ ...shared, ...entry, line: index + 1 }))));
}

function ownerOf({ organization_id, root_id }: Account): Pick<Account, 'organization_id' | 'root_id'> {
  return { organization_id, root_id };
}

/** How many units the postings of `reason` brought to each licence. */
export async function postedUnits(db: Queryable, licenseIds: readonly string[], reason: 'issue'): Promise<Map<string, number>> {
  const rows = await db.rows(
    query
      .selectFrom('ledger_entry')
      .select(['account_id', sql<number>`sum(quantity)::bigint`.as('quantity')])
      .where('account_id', 'in', licenseIds.length > 0 ? [...licenseIds] : [sql<string>`null::uuid`])
      .where('reason', '=', reason)
      .groupBy('account_id'),
  );
  return new Map(rows.map((row) => [row.account_id, row.quantity]));
}
