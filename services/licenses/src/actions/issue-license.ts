import type { NewLicense } from '@kabinet/contracts/licenses/resources';
import type { Transaction } from '@kabinet/database';
import type { OrganizationNode } from '@kabinet/database/organization-tree';
import { problem } from '@kabinet/problem';
import type { Static } from 'typebox';
import type { LicensesContext } from '../context.ts';
import { numberOf } from '../domain/number.ts';
import { parameterFaults } from '../domain/purchase.ts';
import { termFaults } from '../domain/term.ts';
import { post } from '../queries/ledger.ts';
import { insertLicense } from '../queries/license.ts';
import { nextSequence } from '../queries/term.ts';
import { knownProducts } from './known-product.ts';
import { learnOrganization } from './learn-organization.ts';
import { requireOpen } from './require-open.ts';
import { recordChange } from './record-change.ts';

/** Staff issue a licence without a purchase. Answers its id. */
export async function issueLicense(context: LicensesContext, body: Static<typeof NewLicense>): Promise<string> {
  const { cabinet_id, ...terms } = body;
  const organization = await learnOrganization(context, cabinet_id);
  const product = (await knownProducts(context, { ids: [body.product_id] })).get(body.product_id);
  const faults = termFaults(body.valid_from, body.valid_until);
  if (!organization) faults.push({ pointer: '/cabinet_id', code: 'not_found' });
  if (!product) faults.push({ pointer: '/product_id', code: 'unknown_product' });
  else faults.push(...parameterFaults(product, body.parameters, '/parameters'));
  if (product && product.status !== 'active') faults.push({ pointer: '/product_id', code: 'archived_product' });
  if (faults.length > 0 || !organization) throw problem('invalid_body', { errors: faults });
  return context.db.transaction(async (tx) => {
    await requireOpen(tx, organization.id);
    return addLicense(context, tx, organization, { ...terms, versions: body.versions ?? null, purchase: null });
  });
}

export interface LicenseToAdd {
  readonly product_id: string;
  readonly quantity: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly versions: string | null;
  readonly valid_from: string;
  readonly valid_until: string | null;
  readonly purchase: { readonly id: string; readonly line: number } | null;
}

/** Writes a checked licence with its first posting, history and event. Answers its id. */
export async function addLicense(
  context: LicensesContext,
  tx: Transaction,
  organization: OrganizationNode,
  license: LicenseToAdd,
): Promise<string> {
  const id = context.newId();
  const at = context.now().toISOString();
  const owner = { organization_id: organization.id, root_id: organization.root_id };
  const { purchase, ...terms } = license;
  const number = numberOf('license', context.today().slice(0, 4), await nextSequence(tx, 'license'));
  const origin = { purchase_id: purchase?.id ?? null, purchase_line: purchase?.line ?? null };
  await Promise.all([
    insertLicense(tx, { ...terms, ...owner, ...origin, id, number, origin_id: id, created_at: at, updated_at: at }),
    post(tx, {
      id: context.newId(),
      reason: 'issue',
      at,
      license: { id, product_id: terms.product_id, ...owner },
      quantity: terms.quantity,
    }),
  ]);
  await recordChange(context, tx, { kind: 'license', id, what: 'issued', details: { quantity: terms.quantity } });
  return id;
}
