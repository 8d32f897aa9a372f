import { productsContract } from '@kabinet/contracts/products';
import { defineService } from '@kabinet/service';
import { publishDueReleases } from './actions/publish-release.ts';
import { republishAll } from './actions/republish-releases.ts';
import { implementation } from './routes.ts';
import { Config, openState } from './state.ts';
import { subscriptions } from './subscriptions.ts';

export const products = defineService({
  name: 'products',
  contract: productsContract,
  peers: {},
  implementation,
  subscriptions,
  migrations: new URL('../migrations/', import.meta.url),
  config: Config,
  // Also by the clock, should a release's own job have been lost.
  jobs: { publish_releases: { schedule: '* * * * *', run: publishDueReleases } },
  open: async (setup) => openState(setup),
  republish: republishAll,
});
