import type { NewCertificate } from '@kabinet/contracts/licenses/resources';
import type { Transaction } from '@kabinet/database';
import { problem, type FieldFault } from '@kabinet/problem';
import type { Static } from 'typebox';
import type { LicensesContext } from '../context.ts';
import { numberOf } from '../domain/number.ts';
import { levelFaults } from '../domain/purchase.ts';
import { termFaults } from '../domain/term.ts';
import { insertCertificate, insertCoverage } from '../queries/certificate.ts';
import { findLicenseStates, type LicenseState } from '../queries/license.ts';
import { nextSequence } from '../queries/term.ts';
import { knownProducts } from './known-product.ts';
import { requireOpen } from './require-open.ts';
import { recordChange } from './record-change.ts';

/** Staff issue a certificate for licences of one product and organization. Answers its id. */
export async function issueCertificate(context: LicensesContext, body: Static<typeof NewCertificate>): Promise<string> {
  const { license_ids: ids, ...terms } = body;
  const [first] = await findLicenseStates(context.db, ids);
  const product = first && (await knownProducts(context, { ids: [first.product_id] })).get(first.product_id);
  return context.db.transaction(async (tx) => {
    const licenses = await findLicenseStates(tx, ids, { lock: true });
    const faults = [...termFaults(body.valid_from, body.valid_until), ...licenseFaults(ids, licenses)];
    if (product) faults.push(...levelFaults(product, body.level, '/level'));
    if (faults.length > 0) throw problem('invalid_body', { errors: faults });
    if (licenses[0]) await requireOpen(tx, licenses[0].organization_id);
    return addCertificate(context, tx, licenses, { ...terms, purchase: null });
  });
}

function licenseFaults(ids: readonly string[], licenses: readonly LicenseState[]): FieldFault[] {
  const [first] = licenses;
  return ids.flatMap((id, index): FieldFault[] => {
    const license = licenses.find((candidate) => candidate.id === id);
    const pointer = `/license_ids/${index}`;
    if (!license) return [{ pointer, code: 'not_found' }];
    const alike = license.product_id === first?.product_id && license.organization_id === first.organization_id;
    return alike ? [] : [{ pointer, code: 'different_products' }];
  });
}

export interface CertificateToAdd {
  readonly level: string;
  readonly valid_from: string;
  readonly valid_until: string;
  readonly purchase: { readonly id: string; readonly line: number } | null;
}

/** Writes a checked certificate that covers every unit of `licenses`, with history and event. Answers its id. */
export async function addCertificate(
  context: LicensesContext,
  tx: Transaction,
  licenses: readonly LicenseState[],
  { purchase, ...terms }: CertificateToAdd,
): Promise<string> {
  const [first] = licenses;
  if (!first) throw new Error('a certificate covers at least one licence');
  const id = context.newId();
  const at = context.now().toISOString();
  const owner = { organization_id: first.organization_id, root_id: first.root_id };
  const number = numberOf('certificate', context.today().slice(0, 4), await nextSequence(tx, 'certificate'));
  const origin = { purchase_id: purchase?.id ?? null, purchase_line: purchase?.line ?? null };
  await Promise.all([
    insertCertificate(tx, {
      ...terms,
      ...owner,
      ...origin,
      id,
      number,
      origin_id: id,
      product_id: first.product_id,
      created_at: at,
      updated_at: at,
    }),
    insertCoverage(
      tx,
      licenses.map((license) => ({ ...owner, certificate_id: id, license_id: license.id, quantity: license.quantity })),
    ),
  ]);
  await recordChange(context, tx, { kind: 'certificate', id, what: 'issued', details: { level: terms.level } });
  return id;
}
