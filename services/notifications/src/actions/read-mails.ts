import type { Input } from '@kabinet/contract';
import type { notificationsContract } from '@kabinet/contracts/notifications';
import type { Mail, MailContent } from '@kabinet/contracts/notifications/resources';
import { problem } from '@kabinet/problem';
import type { ListPage } from '@kabinet/service';
import type { NotificationsContext } from '../context.ts';
import { fetchMailPage } from '../queries/list-mails.ts';
import { findMail } from '../queries/mail.ts';
import { presentMail } from './present-mail.ts';
import { publishMail } from './publish-mail.ts';

type ListQuery = Input<(typeof notificationsContract)['operations']['listMails']>['query'];

export async function listMails(context: NotificationsContext, input: ListQuery): Promise<ListPage<Mail>> {
  const page = await fetchMailPage(context, input);
  return { ...page, items: page.items.map((mail) => presentMail(context, mail)) };
}

/** Throws `mail_not_found`. */
export async function readMail(context: NotificationsContext, id: string): Promise<{ mail: Mail; version: number }> {
  const mail = await findMail(context.db, id);
  if (!mail) throw problem('mail_not_found');
  return { mail: presentMail(context, mail), version: mail.version };
}

/** What the mail says and to whom it goes; that somebody read it is told to the audit log. Throws `mail_not_found`, `mail_not_composed`. */
export async function readMailContent(context: NotificationsContext, id: string): Promise<MailContent> {
  const { vault } = context.state;
  return context.db.transaction(async (tx) => {
    const mail = await findMail(tx, id);
    if (!mail) throw problem('mail_not_found');
    if (!mail.sealed_recipient || !mail.sealed_content) throw problem('mail_not_composed');
    await publishMail(context, tx, 'mail_read', mail);
    return { recipient: vault.openRecipient(id, mail.sealed_recipient), ...vault.openContent(id, mail.sealed_content) };
  });
}
