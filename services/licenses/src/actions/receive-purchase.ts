import type { PurchaseMessage } from '@kabinet/contracts/licenses/resources';
import { licenseEvents } from '@kabinet/contracts/licenses/events';
import type { Transaction } from '@kabinet/database';
import { isProblem, problem, type FieldFault } from '@kabinet/problem';
import type { LicensesContext } from '../context.ts';
import { hashOfContents } from '../domain/canonical.ts';
import { contentFaults, mentionedBy } from '../domain/purchase.ts';
import { findNameless, insertPurchase, lockPurchase, updatePurchase, type PurchaseRow } from '../queries/purchase.ts';
import { findRenewables } from '../queries/renewable.ts';
import { carryOut } from './carry-out-purchase.ts';
import { knownProducts } from './known-product.ts';
import { formFaults, purchaseInstant } from './purchase-form.ts';

/**
 * Receives a purchase of the ERP; answers its id. The same message again changes nothing; after a refusal the same id may
 * come mended. Throws `invalid_purchase`, having kept the message with its faults, or `purchase_conflict`.
 */
export async function receivePurchase(context: LicensesContext, message: unknown): Promise<string> {
  const identity = identityOf(message);
  const before = identity ? await context.db.transaction((tx) => lockPurchase(tx, identity)) : undefined;
  const repeated = repetitionOf(before, message);
  if (repeated) return repeated;
  const faults = await purchaseFaults(context, message);
  if (faults.length > 0) return refuseFor(context, identity, message, faults);
  try {
    return await accept(context, message as PurchaseMessage);
  } catch (error) {
    return refuseFor(context, identity, message, lateFaults(error));
  }
}

/** What only shows when the purchase is carried out: the buyer was closed, or others renewed the same just now. Throws all else. */
function lateFaults(error: unknown): readonly FieldFault[] {
  if (isProblem(error, 'invalid_purchase')) return error.errors;
  if (isProblem(error, 'buyer_closed') || isProblem(error, 'cabinet_closed')) return [{ pointer: '/buyer', code: 'buyer_closed' }];
  throw error;
}

async function refuseFor(
  context: LicensesContext,
  identity: Identity | undefined,
  message: unknown,
  faults: readonly FieldFault[],
): Promise<never> {
  await refuse(context, identity, message, faults);
  throw problem('invalid_purchase', { errors: faults });
}

interface Identity {
  readonly source: string;
  readonly external_id: string;
}

/** How the message names itself, if it does so well enough to be found again. */
function identityOf(message: unknown): Identity | undefined {
  const { source, id } = ((typeof message === 'object' ? message : undefined) as { source?: unknown; id?: unknown }) ?? {};
  const named =
    typeof source === 'string' && typeof id === 'string' && source !== '' && id !== '' && source.length <= 200 && id.length <= 500;
  return named ? { source: storable(source), external_id: storable(id) } : undefined;
}

/** The id of the accepted purchase that `message` repeats. Other contents under its id are refused. */
function repetitionOf(before: PurchaseRow | undefined, message: unknown): string | undefined {
  if (!before || before.status === 'refused') return undefined;
  if (before.contents_hash.equals(hashOfContents(message))) return before.id;
  throw problem('purchase_conflict');
}

/** Everything that is wrong with the message: first its form, then, once that is right, its contents. */
async function purchaseFaults(context: LicensesContext, message: unknown): Promise<FieldFault[]> {
  const faults = formFaults(message);
  if (faults.length > 0) return faults;
  const purchase = message as PurchaseMessage;
  const { slugs, numbers } = mentionedBy(purchase);
  const [products, renewables, buyer_id] = await Promise.all([
    knownProducts(context, { slugs }),
    findRenewables(context.db, numbers),
    numbers.length > 0 ? buyerOf(context, purchase) : undefined,
  ]);
  return contentFaults(purchase, { products, renewables, buyer_id });
}

/** The id of the organization that receives the buyer's purchases, if there is one yet. */
async function buyerOf(context: LicensesContext, { buyer }: PurchaseMessage): Promise<string | undefined> {
  const kpp = buyer.kpp ?? null;
  const body = { inn: buyer.inn, ...(kpp === null ? {} : { kpp }) };
  const { items } = await context.peersAsService.organizations.findConfirmedCabinets({ body });
  return items.find((item) => item.kpp === kpp)?.id;
}

async function accept(context: LicensesContext, message: PurchaseMessage): Promise<string> {
  const { kpp, contact, ...buyer } = message.buyer;
  const { organization } = await context.peersAsService.organizations.ensureCabinet({
    body: { ...buyer, kpp: kpp ?? null, ...(contact ? { contact } : {}) },
  });
  return context.db.transaction(async (tx) => {
    const before = await lockPurchase(tx, { source: message.source, external_id: message.id });
    const repeated = repetitionOf(before, message);
    if (repeated) return repeated;
    return carryOut(context, tx, { message, organization, before });
  });
}

/** Keeps a refused message with its faults, so that staff can mend and replay it. */
async function refuse(
  context: LicensesContext,
  identity: Identity | undefined,
  message: unknown,
  faults: readonly FieldFault[],
): Promise<void> {
  await context.db.transaction(async (tx) => {
    const before = identity ? await lockPurchase(tx, identity) : undefined;
    // Accepted in the meantime, or the same nameless message once more: there is nothing to add.
    if (before && before.status !== 'refused') return;
    const hash = hashOfContents(message);
    if (!identity && (await findNameless(tx, hash))) return;
    const at = context.now().toISOString();
    const kept = {
      message: storable(JSON.stringify(message ?? null)),
      contents_hash: hash,
      errors: JSON.stringify(faults),
      purchased_at: purchaseInstant(message),
      updated_at: at,
    };
    const id = before?.id ?? context.newId();
    const version = (before?.version ?? 0) + 1;
    if (before) {
      await updatePurchase(tx, id, { ...kept, version });
    } else {
      const names = identity ?? { source: null, external_id: null };
      await insertPurchase(tx, { ...kept, ...names, id, status: 'refused', organization_id: null, created_at: at });
    }
    await publishRefusal(context, tx, { id, version, identity, faults });
  });
}

async function publishRefusal(
  context: LicensesContext,
  tx: Transaction,
  refused: { id: string; version: number; identity: Identity | undefined; faults: readonly FieldFault[] },
): Promise<void> {
  await context.publish(tx, licenseEvents.purchase_refused, {
    subject: refused.id,
    version: refused.version,
    organization_id: null,
    root_id: null,
    data: {
      id: refused.id,
      source: refused.identity?.source ?? null,
      external_id: refused.identity?.external_id ?? null,
      status: 'refused',
      organization_id: null,
      faults: refused.faults.map(({ pointer, code }) => ({ pointer, code })),
    },
  });
}

/** PostgreSQL stores every character but NUL; a message is kept all the same, with a mark in its place. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').replaceAll('\\u0000', '\\ufffd');
}
