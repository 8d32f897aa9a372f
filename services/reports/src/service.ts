import { issuesContract } from '@kabinet/contracts/issues';
import { licensesContract } from '@kabinet/contracts/licenses';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { reportsContract } from '@kabinet/contracts/reports';
import { defineService } from '@kabinet/service';
import Type from 'typebox';
import { implementation } from './routes.ts';
import { openState } from './state.ts';

export const reports = defineService({
  name: 'reports',
  contract: reportsContract,
  peers: { issues: issuesContract, licenses: licensesContract, organizations: organizationsContract },
  implementation,
  migrations: new URL('../migrations/', import.meta.url),
  config: Type.Object({}),
  open: async () => openState(),
});
