import type { NotificationKind } from '@kabinet/contracts/notifications/resources';
import type { WebhookAttempt, WebhookSubject } from '@kabinet/contracts/notifications/webhook-resources';
import type { Text } from '@kabinet/problem';
import type { NoticeData } from './domain/words.ts';

/** What the database keeps as text and JSON; `tables.ts` is generated with these types. */
export interface ColumnTypes {
  'notice.data': NoticeData;
  'notice.kind': NotificationKind;
  'preference.kind': NotificationKind;
  'product.name': Text;
  'webhook.events': WebhookSubject[];
  'webhook_delivery.attempts': WebhookAttempt[];
}
