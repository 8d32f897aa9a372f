import type { authContract } from '@kabinet/contracts/auth';
import type { ServiceContext } from '@kabinet/service';
import type { Static } from 'typebox';
import type { Config, NotificationsState } from './state.ts';

export type NotificationsContext = ServiceContext<{ auth: typeof authContract }, NotificationsState, Static<typeof Config>>;
