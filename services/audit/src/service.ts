import { auditContract } from '@kabinet/contracts/audit';
import { defineService } from '@kabinet/service';
import Type from 'typebox';
import { implementation } from './routes.ts';
import { subscriptions } from './subscriptions.ts';

export const audit = defineService({
  name: 'audit',
  contract: auditContract,
  peers: {},
  implementation,
  subscriptions,
  migrations: new URL('../migrations/', import.meta.url),
  config: Type.Object({}),
  open: async () => ({}),
});
