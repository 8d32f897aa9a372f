import type { PurchaseReversal } from '@kabinet/contracts/licenses/resources';
import type { Queryable } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { LicensesContext } from '../context.ts';
import { postedUnits } from '../queries/ledger.ts';
import { findLicenseStates } from '../queries/license.ts';
import { findPurchaseRow, type LineResult } from '../queries/purchase.ts';
import { fetchEnds } from '../queries/term.ts';

type Obstacle = PurchaseReversal['obstacles'][number];

/** What taking back the purchase would do now. Throws `purchase_not_found`, `purchase_not_accepted`. */
export async function previewReversal(context: LicensesContext, id: string): Promise<PurchaseReversal> {
  const purchase = await findPurchaseRow(context.db, id);
  if (!purchase) throw problem('purchase_not_found');
  if (purchase.status !== 'accepted') throw problem('purchase_not_accepted');
  return planReversal(context.db, purchase.results);
}

/** What taking back `results` does, and what stands in its way. With `lock` nothing of it changes until the transaction ends. */
export async function planReversal(
  db: Queryable,
  results: readonly LineResult[],
  options: { lock?: boolean } = {},
): Promise<PurchaseReversal> {
  const issued = results.filter(({ renewed }) => !renewed);
  const licenseIds = issued.filter(({ kind }) => kind === 'license').map(({ id }) => id);
  // Locks all of it, licences before certificates and each by id, as transfers do.
  const ends = await fetchEnds(db, results, options);
  const licenses = new Map((await findLicenseStates(db, licenseIds)).map((license) => [license.id, license.quantity]));
  const units = await postedUnits(db, licenseIds, 'issue');
  return {
    revokes: issued.map(({ kind, id, number }) => ({ kind, id, number, quantity: licenses.get(id) ?? null })),
    returns: results.flatMap(({ kind, id, number, renewed }) =>
      renewed ? [{ kind, id, number, from: renewed.to, to: renewed.from }] : [],
    ),
    obstacles: results.flatMap((result) => obstacleOf(result, { issued: units.get(result.id), present: licenses.get(result.id) }, ends)),
  };
}

interface Units {
  readonly issued: number | undefined;
  readonly present: number | undefined;
}

function obstacleOf(
  { kind, id, number, renewed }: LineResult,
  { issued = 0, present = 0 }: Units,
  ends: ReadonlyMap<string, string | null>,
): Obstacle[] {
  const end = ends.get(id) ?? null;
  if (renewed && end !== renewed.to) return [{ kind, id, number, code: 'term_changed', expected: renewed.to, present: end }];
  if (!renewed && kind === 'license' && issued !== present) return [{ kind, id, number, code: 'units_moved', issued, present }];
  return [];
}
