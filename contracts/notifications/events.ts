import { defineEvents } from '@kabinet/contract/events';
import { closed, nullable, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { MailFailure, MailKind, MailStatus } from './resources.ts';

/** Never to whom it goes nor what it says. */
const MailFacts = closed({
  id: Uuid,
  kind: MailKind,
  reference_id: Uuid,
  status: MailStatus,
  attempts: Type.Integer(),
  failure: nullable(MailFailure),
});

/** Mail is the vendor's: its events belong to no organization. */
export const notificationEvents = defineEvents('notifications', {
  mail_queued: { type: 'mail.queued', summary: 'A mail is to be sent, for the first time or again', data: MailFacts },
  mail_sent: { type: 'mail.sent', summary: 'The mail server took a mail', data: MailFacts },
  mail_kept: { type: 'mail.kept', summary: 'A mail is kept, as there is no mail server', data: MailFacts },
  mail_failed: { type: 'mail.failed', summary: 'A mail was given up', data: MailFacts },
  mail_read: { type: 'mail.read', summary: 'Somebody read what a mail says', data: MailFacts },
});
