import { authEvents } from '@kabinet/contracts/auth/events';
import { on, type Subscription } from '@kabinet/service';
import { queueInvitation, queuePasswordReset } from './actions/queue-mail.ts';

export const subscriptions: readonly Subscription[] = [
  on(authEvents.user_invited, queueInvitation),
  on(authEvents.password_reset_requested, queuePasswordReset),
];
