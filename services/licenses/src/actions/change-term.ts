import type { CertificateChanges, LicenseChanges } from '@kabinet/contracts/licenses/resources';
import type { Transaction } from '@kabinet/database';
import { problem, type FieldFault } from '@kabinet/problem';
import type { Static } from 'typebox';
import type { LicensesContext } from '../context.ts';
import { levelFaults, parameterFaults, type SoldProduct } from '../domain/purchase.ts';
import { termFaults, type TermKind } from '../domain/term.ts';
import { lockTerm, productOf, updateTerm, type TermRow } from '../queries/term.ts';
import { knownProducts } from './known-product.ts';
import { requireOpen } from './require-open.ts';
import { recordChange } from './record-change.ts';

type Changes = { valid_until?: string | null; versions?: string | null; parameters?: Record<string, unknown>; level?: string };

/** Staff extend (or shorten) a term, or change what it gives. */
export async function changeTerm(
  context: LicensesContext,
  kind: TermKind,
  id: string,
  changes: Static<typeof LicenseChanges> | Static<typeof CertificateChanges>,
): Promise<void> {
  const products = await productsFor(context, kind, id, changes);
  await context.db.transaction(async (tx) => {
    const before = await lockTerm(tx, kind, id);
    if (!before) throw problem(`${kind}_not_found`);
    if (context.ifMatch !== undefined && context.ifMatch !== before.version) throw problem('version_mismatch');
    const faults = changeFaults(before, products.get(before.product_id), changes);
    if (faults.length > 0) throw problem('invalid_body', { errors: faults });
    if (before.decision === 'revoked') throw problem('already_revoked');
    await requireOpen(tx, before.organization_id);
    await applyChanges(context, tx, kind, before, changes);
  });
}

/** The product that parameters and levels are checked against; asked for before the transaction, as that may take a call. */
async function productsFor(context: LicensesContext, kind: TermKind, id: string, changes: Changes): Promise<Map<string, SoldProduct>> {
  if (changes.parameters === undefined && changes.level === undefined) return new Map();
  const productId = await productOf(context.db, kind, id);
  return productId === undefined ? new Map() : knownProducts(context, { ids: [productId] });
}

function changeFaults(before: TermRow, product: SoldProduct | undefined, changes: Changes): FieldFault[] {
  const faults = changes.valid_until === undefined ? [] : termFaults(before.valid_from, changes.valid_until);
  if (changes.parameters === undefined && changes.level === undefined) return faults;
  if (!product) throw new Error(`the product ${before.product_id} of ${before.number} is unknown`);
  if (changes.parameters !== undefined) faults.push(...parameterFaults(product, changes.parameters, '/parameters'));
  if (changes.level !== undefined) faults.push(...levelFaults(product, changes.level, '/level'));
  return faults;
}

async function applyChanges(context: LicensesContext, tx: Transaction, kind: TermKind, before: TermRow, changes: Changes): Promise<void> {
  const { parameters, ...plain } = changes;
  const written = { ...plain, ...(parameters ? { parameters: JSON.stringify(parameters) } : {}) };
  await updateTerm(tx, kind, before, written, context.now().toISOString());
  const moved = changes.valid_until !== undefined && changes.valid_until !== before.valid_until;
  const details = moved ? { ...changes, previous_valid_until: before.valid_until } : changes;
  const what = moved && endsLater(changes.valid_until, before.valid_until) ? 'extended' : 'changed';
  await recordChange(context, tx, { kind, id: before.id, what, details });
}

/** Whether a term to `after` is longer than one to `before`; null has no end. */
function endsLater(after: string | null | undefined, before: string | null): boolean {
  return before !== null && (after === null || (after !== undefined && after > before));
}
