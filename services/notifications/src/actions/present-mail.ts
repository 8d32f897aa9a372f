import type { Mail } from '@kabinet/contracts/notifications/resources';
import type { NotificationsContext } from '../context.ts';
import { maskAddress } from '../domain/mail-address.ts';
import type { MailRow } from '../queries/mail.ts';

/** The mail as staff see it, its recipient masked. */
export function presentMail({ state }: NotificationsContext, mail: MailRow): Mail {
  const { id, kind, reference_id, status, locale, message_id, attempts, next_attempt_at, sent_at, created_at, updated_at } = mail;
  return {
    id,
    kind,
    reference_id,
    status,
    recipient: mail.sealed_recipient && maskAddress(state.vault.openRecipient(id, mail.sealed_recipient)),
    locale,
    message_id,
    attempts,
    failure: failureOf(mail),
    next_attempt_at,
    sent_at,
    created_at,
    updated_at,
  };
}

export function failureOf({ failure_reason, smtp_reply }: MailRow): Mail['failure'] {
  return failure_reason && { reason: failure_reason, reply: smtp_reply };
}
