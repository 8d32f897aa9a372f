import type { authContract } from '@kabinet/contracts/auth';
import type { organizationsContract } from '@kabinet/contracts/organizations';
import type { ServiceContext } from '@kabinet/service';
import type { Static } from 'typebox';
import type { Config, NotificationsState } from './state.ts';

export type NotificationsContext = ServiceContext<
  { auth: typeof authContract; organizations: typeof organizationsContract },
  NotificationsState,
  Static<typeof Config>
>;
