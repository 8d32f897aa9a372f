import { organizationTreeEvents } from '@kabinet/contracts/organizations/events';
import { productEvents, releaseEvents } from '@kabinet/contracts/products/events';
import { followOrganizations, on, type Subscription } from '@kabinet/service';
import { keepRelease } from './actions/record-release.ts';
import { recheckHeld } from './actions/recheck-upload.ts';
import type { ArtifactsContext } from './context.ts';
import { recordProduct } from './queries/product.ts';

export const subscriptions: readonly Subscription[] = [
  ...followOrganizations(organizationTreeEvents),
  ...[productEvents.product_created, productEvents.product_changed].map((type) =>
    on<ArtifactsContext, typeof type>(type, async (context, event, tx) => {
      const isNew = await recordProduct(tx, { ...event.data, version: event.version });
      if (isNew) await recheckHeld(context, tx, event.data.slug);
    }),
  ),
  ...[releaseEvents.release_scheduled, releaseEvents.release_published, releaseEvents.release_recalled].map((type) =>
    on<ArtifactsContext, typeof type>(type, (_context, event, tx) => keepRelease(tx, event.data, event.version)),
  ),
];
