import { licensesContract } from '@kabinet/contracts/licenses';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { productsContract } from '@kabinet/contracts/products';
import { defineService } from '@kabinet/service';
import Type from 'typebox';
import { republishLicenses } from './actions/republish-licenses.ts';
import { closing } from './actions/clear-organization.ts';
import { withdrawParted } from './actions/withdraw-transfers.ts';
import { implementation } from './routes.ts';
import { subscriptions } from './subscriptions.ts';

export const licenses = defineService({
  name: 'licenses',
  contract: licensesContract,
  peers: { organizations: organizationsContract, products: productsContract },
  implementation,
  subscriptions,
  migrations: new URL('../migrations/', import.meta.url),
  config: Type.Object({}),
  jobs: { clear_organization: { run: closing.run }, withdraw_parted: { run: withdrawParted } },
  open: async () => ({}),
  republish: republishLicenses,
});
