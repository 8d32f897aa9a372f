import type { Event, EventOf } from '@kabinet/contract/events';
import type { licenseEvents } from '@kabinet/contracts/licenses/events';
import type { Transaction } from '@kabinet/database';
import type { NotificationsContext } from '../context.ts';
import { nextWarning } from '../domain/expiry.ts';
import { kindRules, rolesWith } from '../domain/kinds.ts';
import type { TermChange } from '../domain/notice-texts.ts';
import { lockHolding, saveHolding, type HoldingRow } from '../queries/holding.ts';
import { findProductName } from '../queries/product.ts';
import { membersOf, onlyOrganization, staffWith } from '../queries/recipients.ts';
import { thresholdsOf } from './plan-warnings.ts';
import { actorOf, tell } from './tell.ts';

type LicenseEvent = EventOf<typeof licenseEvents.license_issued>;
type CertificateEvent = EventOf<typeof licenseEvents.certificate_issued>;
type PurchaseEvent = EventOf<typeof licenseEvents.purchase_accepted>;

type Facts = Pick<
  HoldingRow,
  | 'id'
  | 'kind'
  | 'number'
  | 'organization_id'
  | 'root_id'
  | 'product_id'
  | 'quantity'
  | 'versions'
  | 'valid_from'
  | 'valid_until'
  | 'decision'
>;

export async function followLicense(context: NotificationsContext, event: LicenseEvent, tx: Transaction): Promise<void> {
  const { id, number, organization_id, root_id, product_id, quantity, versions, valid_from, valid_until, decision } = event.data;
  const facts = { id, number, organization_id, root_id, product_id, quantity, versions, valid_from, valid_until, decision };
  await follow(context, tx, event, { kind: 'license', ...facts }, event.data.purchase_id);
}

export async function followCertificate(context: NotificationsContext, event: CertificateEvent, tx: Transaction): Promise<void> {
  const { id, number, organization_id, root_id, product_id, valid_from, valid_until, decision, licenses } = event.data;
  const quantity = licenses.reduce((total, license) => total + license.quantity, 0);
  const facts = { id, number, organization_id, root_id, product_id, quantity, versions: null, valid_from, valid_until, decision };
  await follow(context, tx, event, { kind: 'certificate', ...facts }, event.data.purchase_id);
}

async function follow(context: NotificationsContext, tx: Transaction, event: Event, facts: Facts, purchase: string | null): Promise<void> {
  const before = await lockHolding(tx, facts.id);
  if (before && before.version > event.version) return;
  const plan = await planOf(context, tx, facts, before);
  await saveHolding(tx, { ...facts, ...plan, version: event.version });
  // Today's round has passed, or will find it done.
  if (plan.warn_on === context.today()) await context.enqueue(tx, 'warn_of_expiry', {}, { key: 'warn_of_expiry' });
  if (!event.republished) await tellOfChange(context, tx, event, facts, purchase);
}

/** Warnings are planned anew when the last day is another, or what ends comes or goes. */
async function planOf(context: NotificationsContext, tx: Transaction, facts: Facts, before: HoldingRow | undefined) {
  const sameTerm = before !== undefined && before.valid_until === facts.valid_until;
  const alike = sameTerm && before.organization_id === facts.organization_id && isAlive(before) === isAlive(facts);
  if (alike) return { term_since: before.term_since, warn_on: before.warn_on };
  const term_since = context.today();
  return { term_since, warn_on: nextWarning({ ...facts, term_since }, await thresholdsOf(tx, facts.organization_id), null) };
}

function isAlive({ decision, quantity }: Pick<Facts, 'decision' | 'quantity'>): boolean {
  return decision !== 'revoked' && quantity > 0;
}

const CHANGES: ReadonlySet<string> = new Set<TermChange>(['issued', 'extended', 'renewed', 'suspended', 'resumed', 'revoked']);

/** What came with a purchase is told once, with the purchase. */
async function tellOfChange(
  context: NotificationsContext,
  tx: Transaction,
  event: Event,
  facts: Facts,
  purchase: string | null,
): Promise<void> {
  const what = event.type.slice(event.type.indexOf('.') + 1);
  if (!CHANGES.has(what) || what === 'renewed' || (what === 'issued' && purchase !== null)) return;
  const { kind, id, number, valid_until, organization_id, root_id } = facts;
  const term = { kind, id, number, valid_until, product: await findProductName(tx, facts.product_id) };
  await tell(context, tx, {
    kind: 'license',
    cause: event.id,
    data: { what: what as TermChange, term },
    recipients: membersOf(organization_id, rolesWith(context.access.customer, kindRules.license.permission ?? '')),
    organization: { id: organization_id, root_id },
    by: actorOf(event),
    webhooksOf: onlyOrganization(organization_id),
  });
}

export async function tellOfPurchase(context: NotificationsContext, event: PurchaseEvent, tx: Transaction): Promise<void> {
  const { id, external_id, organization_id } = event.data;
  if (event.republished || organization_id === null) return;
  await tell(context, tx, {
    kind: 'license',
    cause: event.id,
    data: { what: 'purchase', purchase_id: id, external_id },
    recipients: membersOf(organization_id, rolesWith(context.access.customer, kindRules.license.permission ?? '')),
    organization: { id: organization_id, root_id: event.rootid ?? organization_id },
    webhooksOf: onlyOrganization(organization_id),
  });
}

export async function tellOfRefusedPurchase(context: NotificationsContext, event: PurchaseEvent, tx: Transaction): Promise<void> {
  if (event.republished) return;
  const { id, external_id, faults } = event.data;
  await tell(context, tx, {
    kind: 'purchase_refused',
    // The same message again is the same matter.
    cause: `purchase_refused:${id}`,
    data: { what: 'purchase_refused', purchase_id: id, external_id, faults: faults.length },
    recipients: staffWith(rolesWith(context.access.staff, kindRules.purchase_refused.permission ?? '')),
  });
}
