import type { Scope } from '@kabinet/contract/access';
import type { Transaction } from '@kabinet/database';
import { reachOf, within } from '@kabinet/database/reach';
import { sql, type Insertable, type RawBuilder } from 'kysely';
import { query, type Tables } from '../tables.ts';

/**
 * The ids of the products that are held within a scope. A licence counts when it has begun and was not revoked; one that expired too,
 * as software does not stop running with its licence.
 */
export function productsHeld(scope: Scope, today: string): RawBuilder<unknown> {
  return sql`select h.product_id from holding h
    where h.quantity > 0 and h.decision <> 'revoked' and h.valid_from <= ${today}::date and ${within(reachOf(scope), 'h')}`;
}

/** Keeps the newest state of a licence. */
export async function recordHolding(tx: Transaction, holding: Insertable<Tables['holding']>): Promise<void> {
  await tx.execute(
    query
      .insertInto('holding')
      .values(holding)
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet(({ ref }) => ({
            organization_id: ref('excluded.organization_id'),
            root_id: ref('excluded.root_id'),
            quantity: ref('excluded.quantity'),
            valid_from: ref('excluded.valid_from'),
            decision: ref('excluded.decision'),
            version: ref('excluded.version'),
          }))
          .whereRef('holding.version', '<=', 'excluded.version'),
      ),
  );
}
