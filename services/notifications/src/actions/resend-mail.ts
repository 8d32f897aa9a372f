import type { Mail } from '@kabinet/contracts/notifications/resources';
import { problem } from '@kabinet/problem';
import type { NotificationsContext } from '../context.ts';
import { lockMail, updateMail } from '../queries/mail.ts';
import { deleteUndeliverable } from '../queries/undeliverable-address.ts';
import { enqueueSending } from './enqueue-sending.ts';
import { presentMail } from './present-mail.ts';
import { publishMail } from './publish-mail.ts';

/**
 * Queues a mail again that was kept, failed or came back, with all its attempts before it. Whether its link is still of use is seen when it is
 * composed again. Throws `mail_not_found`, `mail_not_resendable`, `no_mail_server`, `version_mismatch`.
 */
export async function resendMail(context: NotificationsContext, id: string): Promise<{ mail: Mail; version: number }> {
  return context.db.transaction(async (tx) => {
    const mail = await lockMail(tx, id);
    if (!mail) throw problem('mail_not_found');
    if (context.ifMatch !== undefined && context.ifMatch !== mail.version) throw problem('version_mismatch');
    if (mail.status !== 'kept' && mail.status !== 'failed' && mail.status !== 'bounced') throw problem('mail_not_resendable');
    const { sender, vault } = context.state;
    if (!sender) throw problem('no_mail_server');
    const now = context.now().toISOString();
    const afresh = { status: 'queued', attempts: 0, failure_reason: null, smtp_reply: null, sent_at: null } as const;
    // Who sends it again wants the address to be tried.
    if (mail.sealed_recipient) await deleteUndeliverable(tx, vault.hashAddress(vault.openRecipient(id, mail.sealed_recipient)));
    const queued = await updateMail(tx, mail, { ...afresh, next_attempt_at: now, updated_at: now });
    if (!queued) throw new Error(`mail ${id} changed under its lock`);
    await publishMail(context, tx, 'mail_queued', queued);
    await enqueueSending(context, tx, id);
    return { mail: presentMail(context, queued), version: queued.version };
  });
}
