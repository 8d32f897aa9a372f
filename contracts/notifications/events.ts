import { defineEvents } from '@kabinet/contract/events';
import { closed, Instant, nullable, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { AnnouncementStatus, Audience, MailFailure, MailKind, MailStatus, NotificationKind } from './resources.ts';

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

/** Mail is the vendor's: its events belong to no organization. */
export const notificationEvents = defineEvents('notifications', {
  mail_queued: { type: 'mail.queued', summary: 'A mail is to be sent, for the first time or again', data: MailFacts },
  mail_sent: { type: 'mail.sent', summary: 'The mail server took a mail', data: MailFacts },
  mail_kept: { type: 'mail.kept', summary: 'A mail is kept, as there is no mail server', data: MailFacts },
  mail_failed: { type: 'mail.failed', summary: 'A mail was given up', data: MailFacts },
  mail_read: { type: 'mail.read', summary: 'Somebody read what a mail says', data: MailFacts },
  announced: { type: 'announcement.created', summary: 'Staff wrote an announcement', data: AnnouncementFacts },
  announcement_changed: { type: 'announcement.changed', summary: 'Staff edited an announcement', data: AnnouncementFacts },
  announcement_withdrawn: { type: 'announcement.withdrawn', summary: 'Staff withdrew an announcement', data: AnnouncementFacts },
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
});
