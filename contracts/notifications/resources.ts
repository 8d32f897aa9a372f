import { CalendarDate, closed, Instant, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';

export const MailKind = Type.Enum(['invitation', 'password_reset']);
export type MailKind = Static<typeof MailKind>;

/**
 * - `queued`: waits for its turn. `deferred`: the server did not take it yet; it is tried again.
 * - `kept`: composed, but there is no mail server; staff can read it.
 * - `sent`: the mail server took it. `failed`: given up; `failure` says why.
 */
export const MailStatus = Type.Enum(['queued', 'kept', 'sent', 'failed', 'deferred']);

/**
 * - `rejected`: the server refused it for good. `gave_up`: the server did not take it for two days.
 * - `outcome_unknown`: the connection broke while the server had it, so it may have arrived; sent twice it would do harm.
 * - `link_over`: its link was used, withdrawn or expired before it left. `bad_address`: not the address of one mailbox.
 */
export const MailFailureReason = Type.Enum(['rejected', 'gave_up', 'outcome_unknown', 'link_over', 'bad_address']);

/** `reply` is the code and enhanced status of the server's last reply, such as `550 5.1.1`; its words may name people. */
export const MailFailure = closed({ reason: MailFailureReason, reply: nullable(Type.String()) });

/** A mail as staff see it in lists: whom it goes to is masked. */
export const Mail = closed({
  id: Uuid,
  kind: MailKind,
  /** The invitation or the password reset that it tells of. */
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

export const MailCreatedFilter = { created_from: Type.Optional(CalendarDate), created_until: Type.Optional(CalendarDate) };
