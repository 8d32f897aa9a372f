import { defineEvents } from '@kabinet/contract/events';
import { AdvisoryState } from './advisory-resources.ts';
import { Product, ReleaseState } from './resources.ts';

/** Every event carries the whole state of its product or advisory, so that followers need no order. Products belong to no organization. */
export const productEvents = defineEvents('products', {
  product_created: { type: 'product.created', summary: 'A product is offered', data: Product },
  product_changed: { type: 'product.changed', summary: 'A product has other particulars, or is archived or offered again', data: Product },
  advisory_imported: {
    type: 'advisory.imported',
    summary: 'A CSAF document was taken in that customers do not see yet',
    data: AdvisoryState,
  },
  advisory_published: { type: 'advisory.published', summary: 'Customers see an advisory, or its new version', data: AdvisoryState },
  advisory_withdrawn: { type: 'advisory.withdrawn', summary: 'Customers see an advisory no more', data: AdvisoryState },
});

/** Every event carries the release's whole state. What is not to be seen yet is told to services all the same: they decide who may. */
export const releaseEvents = defineEvents('products', {
  release_scheduled: { type: 'release.scheduled', summary: 'A release waits for its date, or for another one', data: ReleaseState },
  release_published: { type: 'release.published', summary: 'A release is out', data: ReleaseState },
  release_recalled: { type: 'release.recalled', summary: 'A release was withdrawn, with a reason', data: ReleaseState },
});
