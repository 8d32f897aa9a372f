import { documentsContract } from '@kabinet/contracts/documents';
import { licensesContract } from '@kabinet/contracts/licenses';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { organizationTreeEvents, vendorEvents } from '@kabinet/contracts/organizations/events';
import { productsContract } from '@kabinet/contracts/products';
import { defineService, followOrganizations, followVendor } from '@kabinet/service';
import { implementation } from './routes.ts';
import { Config, openState } from './state.ts';

/** Rendered documents kept at most: some 20,000 of them. */
const KEPT_BYTES = 1024 ** 3;

export const documents = defineService({
  name: 'documents',
  contract: documentsContract,
  peers: { licenses: licensesContract, organizations: organizationsContract, products: productsContract },
  implementation,
  subscriptions: [...followOrganizations(organizationTreeEvents), followVendor(vendorEvents.vendor_changed)],
  migrations: new URL('../migrations/', import.meta.url),
  config: Config,
  jobs: { evict_documents: { schedule: '41 * * * *', run: async (context) => void (await context.state.cache.evict(KEPT_BYTES)) } },
  open: async (setup) => openState(setup),
});
