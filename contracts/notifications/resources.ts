import { CalendarDate, closed, Instant, LocalizedText, NamedRef, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';

/** Mails about what became of an account's second factor: they go to its reader whatever else that person chose. */
const factorMailKinds = ['second_factor_enabled', 'second_factor_disabled', 'recovery_codes_replaced'] as const;
export type FactorMailKind = (typeof factorMailKinds)[number];

export const MailKind = Type.Enum([
  'invitation',
  'password_reset',
  'email_change',
  'email_change_notice',
  'join_request',
  ...factorMailKinds,
  'notices',
]);
export type MailKind = Static<typeof MailKind>;

/**
 * - `queued`: waits for its turn. `deferred`: the server did not take it yet; it is tried again.
 * - `kept`: composed, but there is no mail server; staff can read it.
 * - `sent`: the mail server took it. `failed`: given up; `failure` says why.
 * - `bounced`: it was sent, and a server on the way gave it back later.
 */
export const MailStatus = Type.Enum(['queued', 'kept', 'sent', 'failed', 'deferred', 'bounced']);

/**
 * - `rejected`: the server refused it for good. `gave_up`: the server did not take it for two days.
 * - `outcome_unknown`: the connection broke while the server had it, so it may have arrived; sent twice it would do harm.
 * - `nothing_to_tell`: what it was about was withdrawn, or its reader is gone.
 * - `link_over`: its link was used, withdrawn or expired before it left. `bad_address`: not the address of one mailbox.
 * - `bounced`: it could not be delivered. `undeliverable`: an earlier one could not, as there is no such mailbox.
 */
export const MailFailureReason = Type.Enum([
  'rejected',
  'gave_up',
  'outcome_unknown',
  'link_over',
  'bad_address',
  'nothing_to_tell',
  'bounced',
  'undeliverable',
]);

/** `reply` is the code and enhanced status of the server's last reply, such as `550 5.1.1`; its words may name people. */
export const MailFailure = closed({ reason: MailFailureReason, reply: nullable(Type.String()) });

/** A mail as staff see it in lists: whom it goes to is masked. */
export const Mail = closed({
  id: Uuid,
  kind: MailKind,
  /** The invitation, the password reset or the event that it tells of; of notifications the mail itself. */
  reference_id: Uuid,
  status: MailStatus,
  /** `i***@example.ru`; null until it is composed. */
  recipient: nullable(Type.String()),
  locale: nullable(Type.Enum(['ru', 'en'])),
  /** The header Message-ID (RFC 5322): the same however often it is tried. */
  message_id: Type.String(),
  attempts: Type.Integer(),
  failure: nullable(MailFailure),
  next_attempt_at: nullable(Instant),
  sent_at: nullable(Instant),
  created_at: Instant,
  updated_at: Instant,
});
export type Mail = Static<typeof Mail>;

/** What was composed last, with the whole address and a link that may still work. */
export const MailContent = closed({ recipient: Type.String(), subject: Type.String(), text: Type.String(), html: Type.String() });
export type MailContent = Static<typeof MailContent>;

/** What came of a message that a mail server brought back. `nothing`: it is no report of delivery, or of no mail of the portal's. */
export const NotedBounce = closed({ noted: Type.Enum(['bounced', 'delayed', 'nothing']) });
export type NotedBounce = Static<typeof NotedBounce>;

export const MailCreatedFilter = { created_from: Type.Optional(CalendarDate), created_until: Type.Optional(CalendarDate) };

/**
 * What people are told of. `license`: issued, renewed, suspended, revoked. `expiry`: terms that end soon. `purchase_refused` and
 * `release_held` are told to staff, `webhook` to owners: one of theirs was switched off; `issue` to those who have to do with a
 * support request; `bounce` to those who can mend somebody's address: mail to it does not arrive.
 */
export const notificationKinds = [
  'announcement',
  'expiry',
  'license',
  'transfer',
  'release',
  'advisory',
  'people',
  'purchase_refused',
  'release_held',
  'webhook',
  'issue',
  'bounce',
] as const;
export const NotificationKind = Type.Enum([...notificationKinds]);
export type NotificationKind = (typeof notificationKinds)[number];

/** One thing that the reader was told, in their language. `link` leads to its page in the portal. */
export const Notification = closed({
  id: Uuid,
  kind: NotificationKind,
  title: Type.String(),
  /** Markdown in announcements, plain text elsewhere. */
  body: Type.String(),
  link: nullable(Type.String()),
  cabinet: nullable(NamedRef),
  created_at: Instant,
  read_at: nullable(Instant),
  /** Of warnings: until when the reader has put them off; `9999-12-31` when they want no more of them. */
  snoozed_until: nullable(CalendarDate),
});
export type Notification = Static<typeof Notification>;

/** Counted up to 100: nobody reads more off a bell. */
export const UnreadCount = closed({ unread: Type.Integer({ minimum: 0, maximum: 100 }) });

const AnnouncementText = closed({
  ru: Type.String({ minLength: 1, maxLength: 20_000 }),
  en: Type.String({ minLength: 1, maxLength: 20_000 }),
});
/** A page of this portal: a path, never another host. */
const PortalPath = Type.String({ pattern: '^/(?![/\\\\])[^\\s\\p{Cc}]*$', maxLength: 500, title: 'portal_path' });

/** To whom: everyone, those who hold a product, or the people of an organization and all below it. */
export const Audience = Type.Union([
  closed({ kind: Type.Literal('everyone') }),
  closed({ kind: Type.Literal('product'), product_id: Uuid }),
  closed({ kind: Type.Literal('organization'), cabinet_id: Uuid }),
]);
export type Audience = Static<typeof Audience>;

/** `body` is Markdown. Without `published_at` it is published at once; a later instant schedules it. */
export const NewAnnouncement = closed({
  title: LocalizedText,
  body: AnnouncementText,
  link: Type.Optional(nullable(PortalPath)),
  audience: Audience,
  published_at: Type.Optional(Instant),
});

export const AnnouncementStatus = Type.Enum(['scheduled', 'published', 'withdrawn']);

/** An announcement as its authors see it. `read_by`: how many people have read it, as far as they marked it. */
export const Announcement = closed({
  id: Uuid,
  title: LocalizedText,
  body: AnnouncementText,
  link: nullable(Type.String()),
  audience: Audience,
  status: AnnouncementStatus,
  published_at: Instant,
  read_by: Type.Integer(),
  created_at: Instant,
  updated_at: Instant,
});
export type Announcement = Static<typeof Announcement>;

/** `snoozed_until`: no warnings of the same terms before that day; null: as usual. `acknowledged`: none of this term any more. */
export const NotificationChanges = Type.Partial(
  closed({
    read: Type.Boolean(),
    snoozed_until: nullable(CalendarDate),
    acknowledged: Type.Boolean(),
    title: LocalizedText,
    body: AnnouncementText,
    link: nullable(PortalPath),
    published_at: Instant,
  }),
  { additionalProperties: false, minProperties: 1 },
);
export type NotificationChanges = Static<typeof NotificationChanges>;

/** When a mail comes: at once, with the day's or the week's others at 9 o'clock of the vendor's time, or never. */
export const MailPace = Type.Enum(['immediate', 'daily', 'weekly', 'off']);
export type MailPace = Static<typeof MailPace>;

/** Where the reader is told of a kind: what is in force, and what they chose themselves (null: what the organization set, or the portal). */
export const Preference = closed({
  kind: NotificationKind,
  portal: Type.Boolean(),
  email: MailPace,
  chosen: closed({ portal: nullable(Type.Boolean()), email: nullable(MailPace) }),
});
export type Preference = Static<typeof Preference>;
export const PreferenceChoice = closed({ kind: NotificationKind, portal: nullable(Type.Boolean()), email: nullable(MailPace) });
export type PreferenceChoice = Static<typeof PreferenceChoice>;

const DefaultPace = closed({ kind: NotificationKind, email: MailPace });
const ExpiryDays = Type.Array(Type.Integer({ minimum: 0, maximum: 730 }), { uniqueItems: true, maxItems: 20 });

/** `expiry_days` and `email` of this organization itself are null where it follows its parent, or the portal; `in_force` is what holds. */
export const NotificationDefaults = closed({
  expiry_days: nullable(ExpiryDays),
  email: Type.Array(DefaultPace),
  in_force: closed({ expiry_days: ExpiryDays, email: Type.Array(DefaultPace) }),
});
export type NotificationDefaults = Static<typeof NotificationDefaults>;
export const NewNotificationDefaults = closed({ expiry_days: nullable(ExpiryDays), email: Type.Array(DefaultPace, { maxItems: 50 }) });
