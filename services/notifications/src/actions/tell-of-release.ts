import type { EventOf } from '@kabinet/contract/events';
import type { artifactEvents } from '@kabinet/contracts/artifacts/events';
import type { productEvents, releaseEvents } from '@kabinet/contracts/products/events';
import type { Transaction } from '@kabinet/database';
import { coversVersion } from '@kabinet/version-range';
import type { NotificationsContext } from '../context.ts';
import { asksForSupport } from '../domain/concern.ts';
import { kindRules, rolesWith } from '../domain/kinds.ts';
import { fetchHeldLines, holdersOf, supportedHoldersOf } from '../queries/holding.ts';
import { eitherOf, obtainersOf, recordObtained } from '../queries/obtained-version.ts';
import { findProduct, recordProduct } from '../queries/product.ts';
import { membersOfHolders, staffWith } from '../queries/recipients.ts';
import { tell } from './tell.ts';

type ReleaseEvent = EventOf<typeof releaseEvents.release_published>;

export async function followProduct(
  _context: NotificationsContext,
  { data, version }: EventOf<typeof productEvents.product_created>,
  tx: Transaction,
): Promise<void> {
  const { id, slug, name, update_policy, security_policy } = data;
  await recordProduct(tx, { id, slug, name, update_policy, security_policy, version });
}

export async function followObtained(
  _context: NotificationsContext,
  { data }: EventOf<typeof artifactEvents.version_obtained>,
  tx: Transaction,
): Promise<void> {
  const { organization_id, root_id, product_id, version } = data;
  await recordObtained(tx, { organization_id, root_id, product_id, version });
}

/**
 * Tells those who may have a release that it is out: whose licence covers its version and, where the product's policy asks for it, who has
 * support. That it was called back is told to all whose licence covers it, and to whoever downloaded it. Of a beta nobody is told that it is
 * out: who takes part in one looks for it.
 */
export async function tellOfRelease(context: NotificationsContext, { data, republished }: ReleaseEvent, tx: Transaction): Promise<void> {
  const { id, product_id, version, kind, channel, status, recall_reason } = data;
  if (republished || status === 'scheduled' || (status === 'published' && channel === 'beta')) return;
  const product = await findProduct(tx, product_id);
  const covering = (await fetchHeldLines(tx, [product_id])).filter(({ versions }) => coversVersion(versions, version));
  const lines = channel === 'beta' ? [] : covering;
  const needsSupport = status === 'published' && product !== undefined && asksForSupport(kind, product);
  const entitled = needsSupport ? supportedHoldersOf(lines, context.today()) : holdersOf(lines);
  const holders = status === 'recalled' ? eitherOf(entitled, obtainersOf(product_id, version)) : entitled;
  await tell(context, tx, {
    kind: 'release',
    cause: `release:${id}:${status}`,
    data: { what: status, id, version, kind, product: product?.name ?? { ru: product_id, en: product_id }, reason: recall_reason },
    recipients: membersOfHolders(holders, rolesWith(context.access.customer, kindRules.release.permission ?? '')),
    webhooksOf: holders,
  });
}

/** Tells product staff of an upload that they have to mend. */
export async function tellOfHeldUpload(
  context: NotificationsContext,
  { id: event, data, republished }: EventOf<typeof artifactEvents.release_held>,
  tx: Transaction,
): Promise<void> {
  if (republished) return;
  const { id, folder, faults } = data;
  await tell(context, tx, {
    kind: 'release_held',
    cause: event,
    data: { what: 'release_held', id, folder, faults: faults.length },
    recipients: staffWith(rolesWith(context.access.staff, kindRules.release_held.permission ?? '')),
  });
}
