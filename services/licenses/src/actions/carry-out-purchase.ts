import { licenseEvents } from '@kabinet/contracts/licenses/events';
import type { PurchaseMessage, RenewalLine, SaleLine } from '@kabinet/contracts/licenses/resources';
import type { Transaction } from '@kabinet/database';
import { findOrganization, recordOrganization, type OrganizationNode } from '@kabinet/database/organization-tree';
import { problem } from '@kabinet/problem';
import type { LicensesContext } from '../context.ts';
import { hashOfContents } from '../domain/canonical.ts';
import { contentFaults, isRenewal, mentionedBy } from '../domain/purchase.ts';
import type { TermKind } from '../domain/term.ts';
import { findCertificateState } from '../queries/certificate.ts';
import { findLicenseStates } from '../queries/license.ts';
import { insertPurchase, updatePurchase, type LineResult, type PurchaseRow } from '../queries/purchase.ts';
import { findProducts } from '../queries/product.ts';
import { findRenewables } from '../queries/renewable.ts';
import { lockTerm, updateTerm } from '../queries/term.ts';
import { addCertificate } from './issue-certificate.ts';
import { addLicense } from './issue-license.ts';
import { recordChange } from './record-change.ts';

export interface GoodPurchase {
  readonly message: PurchaseMessage;
  readonly organization: OrganizationNode;
  /** The refusal that this message mends. */
  readonly before: PurchaseRow | undefined;
}

/** Turns a checked purchase into licences, certificates and renewals, all in `tx`. Answers the purchase's id. */
export async function carryOut(
  context: LicensesContext,
  tx: Transaction,
  { message, organization, before }: GoodPurchase,
): Promise<string> {
  // A new buyer is known here before its event comes, which will only repeat this.
  if (!(await findOrganization(tx, organization.id))) await recordOrganization(tx, organization);
  await lockRenewables(tx, message);
  const id = before?.id ?? context.newId();
  const results: LineResult[] = [];
  for (const [line, contents] of message.lines.entries()) {
    const origin = { id, line };
    results.push(
      ...(isRenewal(contents) ? await renew(context, tx, contents, origin) : await sell(context, tx, organization, contents, origin)),
    );
  }
  await keepAccepted(context, tx, { id, message, organization, before, results });
  return id;
}

/** Two purchases may renew the same number: the second sees what the first did and is checked against it once more. */
async function lockRenewables(tx: Transaction, message: PurchaseMessage): Promise<void> {
  const { numbers } = mentionedBy(message);
  if (numbers.length === 0) return;
  for (const found of (await findRenewables(tx, numbers)).values()) await lockTerm(tx, found.kind, found.id);
  const renewals = { ...message, lines: message.lines.filter(isRenewal) };
  const faults = contentFaults(renewals, { products: new Map(), renewables: await findRenewables(tx, numbers) });
  if (faults.length > 0) throw problem('invalid_purchase', { errors: faults });
}

interface Origin {
  readonly id: string;
  readonly line: number;
}

async function sell(
  context: LicensesContext,
  tx: Transaction,
  organization: OrganizationNode,
  line: SaleLine,
  origin: Origin,
): Promise<LineResult[]> {
  const { product: slug, certificate, quantity, parameters, valid_from, valid_until } = line;
  const [product] = await findProducts(tx, { slugs: [slug] });
  if (!product) throw new Error(`the product ${slug} vanished while its purchase was carried out`);
  const terms = { quantity, parameters, valid_from, valid_until, versions: line.versions ?? null, product_id: product.id };
  const licenseId = await addLicense(context, tx, organization, { ...terms, purchase: origin });
  const licenses = await findLicenseStates(tx, [licenseId]);
  const results: LineResult[] = licenses.map(({ id, number }) => ({ line: origin.line, kind: 'license', id, number }));
  if (!certificate) return results;
  const id = await addCertificate(context, tx, licenses, { ...certificate, purchase: origin });
  const issued = await findCertificateState(tx, id);
  return [...results, { line: origin.line, kind: 'certificate', id, number: issued?.number ?? '' }];
}

async function renew(context: LicensesContext, tx: Transaction, line: RenewalLine, origin: Origin): Promise<LineResult[]> {
  const found = (await findRenewables(tx, [line.renews])).get(line.renews);
  const term = found && (await lockTerm(tx, found.kind, found.id));
  if (!found || !term || term.valid_until === null) throw new Error(`${line.renews} vanished while its purchase was carried out`);
  const kind: TermKind = found.kind;
  await updateTerm(tx, kind, term, { valid_until: line.valid_until }, context.now().toISOString());
  const details = { previous_valid_until: term.valid_until, valid_until: line.valid_until, purchase_id: origin.id };
  await recordChange(context, tx, { kind, id: term.id, what: 'renewed', details });
  return [{ line: origin.line, kind, id: term.id, number: term.number, renewed: { from: term.valid_until, to: line.valid_until } }];
}

async function keepAccepted(
  context: LicensesContext,
  tx: Transaction,
  done: GoodPurchase & { id: string; results: readonly LineResult[] },
): Promise<void> {
  const { id, message, organization, before, results } = done;
  const at = context.now().toISOString();
  const version = (before?.version ?? 0) + 1;
  const accepted = {
    status: 'accepted' as const,
    message: JSON.stringify(message),
    contents_hash: hashOfContents(message),
    organization_id: organization.id,
    errors: '[]',
    results: JSON.stringify(results),
    purchased_at: message.purchased_at,
    version,
    updated_at: at,
  };
  if (before) await updatePurchase(tx, id, accepted);
  else await insertPurchase(tx, { ...accepted, id, source: message.source, external_id: message.id, created_at: at });
  await context.publish(tx, licenseEvents.purchase_accepted, {
    subject: id,
    version,
    organization_id: organization.id,
    root_id: organization.root_id,
    data: { id, source: message.source, external_id: message.id, status: 'accepted', organization_id: organization.id, faults: [] },
  });
}
