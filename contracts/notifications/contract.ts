import { defineContract } from '@kabinet/contract';
import { notificationEvents } from './events.ts';
import { mailOperations } from './operations/mails.ts';
import { readerOperations } from './operations/notifications.ts';
import { retentionOperations } from './operations/retention.ts';
import { webhookOperations } from './operations/webhooks.ts';
import { notificationFields, notificationProblems } from './problems.ts';

export const notificationsContract = defineContract('notifications', {
  operations: { ...readerOperations, ...mailOperations, ...webhookOperations, ...retentionOperations },
  events: notificationEvents,
  problems: notificationProblems,
  fields: notificationFields,
});
