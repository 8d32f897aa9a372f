import { licenseEvents } from '@kabinet/contracts/licenses/events';
import type { PurchaseReversal } from '@kabinet/contracts/licenses/resources';
import type { Transaction } from '@kabinet/database';
import { findOrganization } from '@kabinet/database/organization-tree';
import { problem } from '@kabinet/problem';
import type { LicensesContext } from '../context.ts';
import { post } from '../queries/ledger.ts';
import { addUnits, findLicenseStates } from '../queries/license.ts';
import { lockPurchaseRow, updatePurchase, type LineResult, type PurchaseRow } from '../queries/purchase.ts';
import { lockTerm, updateTerm } from '../queries/term.ts';
import { planReversal } from './plan-reversal.ts';
import { recordChange } from './record-change.ts';
import { withdrawPending } from './settle-transfer.ts';

/**
 * Takes back a purchase that was a mistake: what it issued is revoked and its units return to the vendor, what it renewed
 * has its former term. Refused when units have moved on, or a term was changed again: people decide those first.
 */
export async function reversePurchase(context: LicensesContext, id: string, reason: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const purchase = await lockPurchaseRow(tx, id);
    if (!purchase) throw problem('purchase_not_found');
    if (context.ifMatch !== undefined && context.ifMatch !== purchase.version) throw problem('version_mismatch');
    if (purchase.status !== 'accepted') throw problem('purchase_not_accepted');
    refuseObstacles((await planReversal(tx, purchase.results, { lock: true })).obstacles);
    await returnTerms(context, tx, purchase, reason);
    for (const result of purchase.results) {
      if (!result.renewed) await takeBack(context, tx, result, { reason, purchase_id: id });
    }
    const version = purchase.version + 1;
    await updatePurchase(tx, id, { status: 'reversed', version, updated_at: context.now().toISOString() });
    await publishReversal(context, tx, purchase, version);
  });
}

function refuseObstacles(obstacles: PurchaseReversal['obstacles']): void {
  const numbersOf = (code: string) => obstacles.filter((obstacle) => obstacle.code === code).map(({ number }) => number);
  const moved = numbersOf('units_moved');
  if (moved.length > 0) throw problem('purchase_units_moved', { params: { licenses: moved.join(', ') } });
  const changed = numbersOf('term_changed');
  if (changed.length > 0) throw problem('purchase_changed_since', { params: { numbers: changed.join(', ') } });
}

async function returnTerms(context: LicensesContext, tx: Transaction, purchase: PurchaseRow, reason: string): Promise<void> {
  for (const { kind, id, renewed } of purchase.results) {
    if (!renewed) continue;
    const term = await lockTerm(tx, kind, id);
    if (!term) throw new Error(`${kind} ${id} of a purchase does not exist`);
    await updateTerm(tx, kind, term, { valid_until: renewed.from }, context.now().toISOString());
    const bought = term.organization_id === purchase.organization_id ? { purchase_id: purchase.id } : {};
    const details = { reason, valid_until: renewed.from, previous_valid_until: renewed.to, ...bought };
    await recordChange(context, tx, { kind, id, what: 'extended', details });
  }
}

async function takeBack(
  context: LicensesContext,
  tx: Transaction,
  { kind, id }: LineResult,
  details: Record<string, unknown>,
): Promise<void> {
  const term = await lockTerm(tx, kind, id);
  if (!term) throw new Error(`${kind} ${id} of a purchase does not exist`);
  const at = context.now().toISOString();
  await updateTerm(tx, kind, term, { decision: 'revoked' }, at);
  if (kind === 'license') {
    await withdrawPending(context, tx, id);
    const [license] = await findLicenseStates(tx, [id]);
    if (license && license.quantity > 0) {
      await post(tx, { id: context.newId(), reason: 'reversal', at, license, quantity: -license.quantity });
      await addUnits(tx, id, -license.quantity);
    }
  }
  await recordChange(context, tx, { kind, id, what: 'reversed', details });
}

async function publishReversal(context: LicensesContext, tx: Transaction, purchase: PurchaseRow, version: number): Promise<void> {
  const { id, source, external_id, organization_id } = purchase;
  const buyer = organization_id === null ? undefined : await findOrganization(tx, organization_id);
  await context.publish(tx, licenseEvents.purchase_reversed, {
    subject: id,
    version,
    organization_id,
    root_id: buyer?.root_id ?? null,
    data: { id, source, external_id, status: 'reversed', organization_id, faults: [] },
  });
}
