import { vendorName } from '@kabinet/service';
import type { NotificationsContext } from '../context.ts';
import { judge, type FailureReason, type Verdict } from '../domain/delivery.ts';
import { findMail, updateMail, type MailRow } from '../queries/mail.ts';
import { isDeadEnd } from '../domain/delivery-report.ts';
import { isUndeliverable } from '../queries/undeliverable-address.ts';
import type { MailSender } from '../sending/smtp-sender.ts';
import { giveUpAddress } from './give-up-address.ts';
import { enqueueSending } from './enqueue-sending.ts';
import { prepareMail, type PreparedMail } from './prepare-mail.ts';
import { publishMail } from './publish-mail.ts';

/** An attempt takes a minute at most: one that has not ended by then never will. */
const ABANDONED_MS = 10 * 60_000;

/**
 * The job behind every mail: composes it anew, so that nobody is sent a link that is over, and makes one attempt to hand it
 * to the mail server. That the server is about to get it is committed first: after a crash in between the mail is given up as
 * `outcome_unknown` and not sent twice.
 */
export async function sendMail(context: NotificationsContext, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const mail = await findMail(context.db, String(payload['mail_id']));
  if (!mail || (mail.status !== 'queued' && mail.status !== 'deferred')) return;
  if (mail.handed_over_at !== null) return closeAbandoned(context, mail, mail.handed_over_at);
  const prepared = await prepareMail(context, mail);
  if ('failure' in prepared) return finish(context, mail, failed(prepared.failure));
  const isGivenUp = await isUndeliverable(context.system, context.state.vault.hashAddress(prepared.email));
  const composed = await keepComposed(context, mail, prepared, isGivenUp ? undefined : context.state.sender);
  if (!composed) return;
  await finish(context, composed, isGivenUp ? failed('undeliverable') : await handOver(context, composed, prepared));
}

/** Stores what is about to be sent and marks that it is; undefined when another worker was first. */
async function keepComposed(
  context: NotificationsContext,
  mail: MailRow,
  { email, locale, content }: PreparedMail,
  sender: MailSender | undefined,
): Promise<MailRow | undefined> {
  const { vault } = context.state;
  const now = context.now().toISOString();
  return context.db.transaction((tx) =>
    updateMail(tx, mail, {
      locale,
      sealed_recipient: vault.sealRecipient(mail.id, email),
      sealed_content: vault.sealContent(mail.id, content),
      ...(sender ? { handed_over_at: now, attempts: mail.attempts + 1 } : {}),
      updated_at: now,
    }),
  );
}

async function handOver(context: NotificationsContext, mail: MailRow, prepared: PreparedMail): Promise<Verdict> {
  const { sender } = context.state;
  if (!sender) return { status: 'kept' };
  const outcome = await sender.send({
    ...prepared.content,
    envelopeId: mail.id,
    to: prepared.email,
    locale: prepared.locale,
    unsubscribeUrl: prepared.unsubscribeUrl,
    messageId: mail.message_id,
    senderName: (await vendorName(context))[prepared.locale],
    date: context.now(),
  });
  return judge(outcome, mail.attempts, context.now());
}

/** Somebody may be at it still; if not, nobody knows whether the mail went out. */
async function closeAbandoned(context: NotificationsContext, mail: MailRow, since: string): Promise<void> {
  if (context.now().getTime() - Date.parse(since) < ABANDONED_MS) return;
  await finish(context, mail, failed('outcome_unknown'));
}

function failed(reason: FailureReason): Verdict {
  return { status: 'failed', reason, reply: null };
}

/** Writes down what became of the mail, tells it, and plans the next attempt. Does nothing when another worker was first. */
async function finish(context: NotificationsContext, mail: MailRow, verdict: Verdict): Promise<void> {
  const now = context.now().toISOString();
  await context.db.transaction(async (tx) => {
    const finished = await updateMail(tx, mail, {
      status: verdict.status,
      failure_reason: verdict.status === 'failed' ? verdict.reason : null,
      smtp_reply: verdict.status === 'failed' ? verdict.reply : null,
      sent_at: verdict.status === 'sent' ? now : null,
      next_attempt_at: verdict.status === 'deferred' ? verdict.nextAttemptAt.toISOString() : null,
      handed_over_at: null,
      updated_at: now,
    });
    if (!finished) return;
    if (verdict.status === 'deferred') await enqueueSending(context, tx, mail.id, verdict.nextAttemptAt);
    else await publishMail(context, tx, `mail_${verdict.status}`, finished);
    const reply = verdict.status === 'failed' && verdict.reason === 'rejected' ? verdict.reply : null;
    if (reply !== null && isDeadEnd(reply)) await giveUpAddress(context, tx, finished, reply);
  });
}
