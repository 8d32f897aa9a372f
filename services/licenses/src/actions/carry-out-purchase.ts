import { licenseEvents } from '@kabinet/contracts/licenses/events';
import type { PurchaseMessage, RenewalLine, SaleLine } from '@kabinet/contracts/licenses/resources';
import type { Transaction } from '@kabinet/database';
import { findOrganization, lockOpen, recordOrganization, type OrganizationNode } from '@kabinet/database/organization-tree';
import { problem } from '@kabinet/problem';
import { requireOpen } from './require-open.ts';
import type { LicensesContext } from '../context.ts';
import { hashOfContents } from '../domain/canonical.ts';
import { isRenewal, mentionedBy, renewalFaults } from '../domain/purchase.ts';
import { findCertificateState } from '../queries/certificate.ts';
import { findLicenseStates } from '../queries/license.ts';
import { insertPurchase, updatePurchase, type LineResult, type PurchaseRow } from '../queries/purchase.ts';
import { findProducts } from '../queries/product.ts';
import { findRenewables } from '../queries/renewable.ts';
import { lockFamilies, updateTerm, type FamilyMember } from '../queries/term.ts';
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
  if (organization.status !== 'active') throw problem('cabinet_closed');
  await requireOpen(tx, organization.id);
  await lockRenewables(tx, message, organization.id);
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

/**
 * Two purchases may renew the same number: the second sees what the first did and is checked against it once more. Licences
 * are locked before certificates, and each with what came of it, as transfers do.
 */
async function lockRenewables(tx: Transaction, message: PurchaseMessage, buyerId: string): Promise<void> {
  const { numbers } = mentionedBy(message);
  if (numbers.length === 0) return;
  const found = [...(await findRenewables(tx, numbers)).values()];
  for (const kind of ['license', 'certificate'] as const) {
    const ids = found.filter((renewable) => renewable.kind === kind).map(({ id }) => id);
    if (ids.length > 0) await lockFamilies(tx, kind, ids);
  }
  const faults = renewalFaults(message, { buyer_id: buyerId, renewables: await findRenewables(tx, numbers) });
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

/** What was bought is renewed wherever its units are by now; what was received is renewed alone. */
async function renew(context: LicensesContext, tx: Transaction, line: RenewalLine, origin: Origin): Promise<LineResult[]> {
  const found = (await findRenewables(tx, [line.renews])).get(line.renews);
  const family = found ? await lockFamilies(tx, found.kind, [found.id]) : [];
  const named = family.find(({ id }) => id === found?.id);
  if (!found || !named || named.valid_until === null) throw new Error(`${line.renews} vanished while its purchase was carried out`);
  const results: LineResult[] = [];
  for (const term of renewable(family, named, line.valid_until)) {
    // What an organization kept beyond its closing is over for good; that of the buyer is known to be open.
    if (term !== named && !(await lockOpen(tx, term.organization_id))) continue;
    const { kind } = found;
    const { id, number, valid_until: from } = term;
    const to = line.valid_until;
    await updateTerm(tx, kind, term, { valid_until: to }, context.now().toISOString());
    const bought = term.organization_id === named.organization_id ? { purchase_id: origin.id } : {};
    await recordChange(context, tx, { kind, id, what: 'renewed', details: { previous_valid_until: from, valid_until: to, ...bought } });
    results.push({ line: origin.line, kind, id, number, renewed: { from, to } });
  }
  return results;
}

/** The named one first; of the others nothing that was revoked, and nothing that would become shorter. */
function renewable(family: readonly FamilyMember[], named: FamilyMember, until: string): (FamilyMember & { valid_until: string })[] {
  return [named, ...family.filter((term) => term !== named && term.decision !== 'revoked')].filter(
    (term): term is FamilyMember & { valid_until: string } => term.valid_until !== null && (term === named || term.valid_until < until),
  );
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
