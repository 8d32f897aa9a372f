import { organizationsContract } from '@kabinet/contracts/organizations';
import { defineService } from '@kabinet/service';
import { clearChildren } from './actions/clear-children.ts';
import { republishOrganizations } from './actions/republish-organizations.ts';
import { implementation } from './routes.ts';
import { Config, openState } from './state.ts';
import { subscriptions } from './subscriptions.ts';

export const organizations = defineService({
  name: 'organizations',
  contract: organizationsContract,
  peers: {},
  implementation,
  subscriptions,
  migrations: new URL('../migrations/', import.meta.url),
  config: Config,
  jobs: { clear_children: { run: clearChildren } },
  open: async (setup) => openState(setup),
  republish: republishOrganizations,
});
