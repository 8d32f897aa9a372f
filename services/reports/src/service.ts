import { issuesContract } from '@kabinet/contracts/issues';
import { licensesContract } from '@kabinet/contracts/licenses';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { reportsContract } from '@kabinet/contracts/reports';
import { defineService } from '@kabinet/service';
import Type from 'typebox';
import { turnDay } from './actions/turn-day.ts';
import { implementation } from './routes.ts';
import { openState } from './state.ts';
import { subscriptions } from './subscriptions.ts';

export const reports = defineService({
  name: 'reports',
  contract: reportsContract,
  peers: { issues: issuesContract, licenses: licensesContract, organizations: organizationsContract },
  implementation,
  subscriptions,
  migrations: new URL('../migrations/', import.meta.url),
  config: Type.Object({}),
  // The vendor's day begins in another time zone than the machine's.
  jobs: { turn_day: { schedule: '*/5 * * * *', run: turnDay } },
  open: async () => openState(),
});
