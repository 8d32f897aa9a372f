import { defineEvents } from '@kabinet/contract/events';
import { closed, Instant, nullable, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { AnnouncementStatus, Audience, MailFailure, MailKind, MailStatus, NotificationKind } from './resources.ts';
import { WebhookStatus, WebhookSubject } from './webhook-resources.ts';

/** Never to whom it goes nor what it says. */
const MailFacts = closed({
  id: Uuid,
  kind: MailKind,
  reference_id: Uuid,
  status: MailStatus,
  attempts: Type.Integer(),
  failure: nullable(MailFailure),
});

/** Never the words: those are for its readers. */
const AnnouncementFacts = closed({ id: Uuid, audience: Audience, status: AnnouncementStatus, published_at: Instant });
const SubscriberFacts = closed({ id: Uuid, kinds: Type.Array(NotificationKind) });

/** Never the whole address: its path and query may be a secret of the receiver's. */
const WebhookFacts = closed({
  id: Uuid,
  organization_id: Uuid,
  host: Type.String(),
  events: Type.Array(WebhookSubject),
  status: WebhookStatus,
});

/** Mail is the vendor's: its events belong to no organization. */
export const notificationEvents = defineEvents('notifications', {
  mail_queued: { type: 'mail.queued', summary: 'A mail is to be sent, for the first time or again', data: MailFacts },
  mail_sent: { type: 'mail.sent', summary: 'The mail server took a mail', data: MailFacts },
  mail_kept: { type: 'mail.kept', summary: 'A mail is kept, as there is no mail server', data: MailFacts },
  mail_failed: { type: 'mail.failed', summary: 'A mail was given up', data: MailFacts },
  mail_bounced: { type: 'mail.bounced', summary: 'A mail that was sent came back', data: MailFacts },
  mail_read: { type: 'mail.read', summary: 'Somebody read what a mail says', data: MailFacts },
  announced: { type: 'announcement.created', summary: 'Staff wrote an announcement', data: AnnouncementFacts },
  announcement_changed: { type: 'announcement.changed', summary: 'Staff edited an announcement', data: AnnouncementFacts },
  announcement_withdrawn: { type: 'announcement.withdrawn', summary: 'Staff withdrew an announcement', data: AnnouncementFacts },
  webhook_created: { type: 'webhook.created', summary: 'An organization has an address told of what happens', data: WebhookFacts },
  webhook_changed: { type: 'webhook.changed', summary: 'A webhook was changed, or switched on or off', data: WebhookFacts },
  webhook_secret_rotated: { type: 'webhook.secret_rotated', summary: 'A webhook has a new secret', data: WebhookFacts },
  webhook_failed: { type: 'webhook.failed', summary: 'A webhook was switched off, as nothing arrived', data: WebhookFacts },
  webhook_deleted: { type: 'webhook.deleted', summary: 'A webhook was removed', data: WebhookFacts },
  preferences_changed: {
    type: 'preferences.changed',
    summary: 'A user is told of some kinds elsewhere or not at all',
    data: SubscriberFacts,
  },
  defaults_changed: {
    type: 'defaults.changed',
    summary: 'An organization set where its people are told of what',
    data: closed({ organization_id: Uuid, expiry_days: nullable(Type.Array(Type.Integer())) }),
  },
  retention_changed: {
    type: 'retention.changed',
    summary: 'The vendor set how long mails and notifications are kept',
    data: closed({ mail_days: Type.Integer(), notice_months: Type.Integer() }),
  },
});
