import { defineContract } from '@kabinet/contract';
import { notificationEvents } from './events.ts';
import { notificationOperations } from './operations.ts';
import { notificationProblems } from './problems.ts';

export const notificationsContract = defineContract('notifications', {
  operations: notificationOperations,
  events: notificationEvents,
  problems: notificationProblems,
});
