import { organizationsContract } from '@kabinet/contracts/organizations';
import { defineService } from '@kabinet/service';
import Type from 'typebox';
import { republishOrganizations } from './actions/republish-organizations.ts';
import { implementation } from './routes.ts';

export const organizations = defineService({
  name: 'organizations',
  contract: organizationsContract,
  peers: {},
  implementation,
  migrations: new URL('../migrations/', import.meta.url),
  config: Type.Object({}),
  open: async () => ({}),
  republish: republishOrganizations,
});
