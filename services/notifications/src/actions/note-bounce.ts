import type { Upload } from '@kabinet/contract/content';
import type { NotedBounce } from '@kabinet/contracts/notifications/resources';
import { buffer } from 'node:stream/consumers';
import type { NotificationsContext } from '../context.ts';
import { isDeadEnd, readDeliveryReport, type DeliveryReport } from '../domain/delivery-report.ts';
import { findNamedMail, lockMail, updateMail } from '../queries/mail.ts';
import { giveUpAddress } from './give-up-address.ts';
import { publishMail } from './publish-mail.ts';

/**
 * Takes in a message that came to the address for bounces. Whatever it is, it is taken: the mail server has nobody else to give it to. That
 * a report is genuine follows from its naming a mail of the portal's, by a name that only who had the mail in hand can know.
 */
export async function noteBounce(context: NotificationsContext, { body }: Upload): Promise<NotedBounce> {
  const report = await readDeliveryReport(await buffer(body));
  if (!report) return { noted: 'nothing' };
  const { system } = context.renew();
  const id = await findNamedMail(system, report.names);
  if (id === undefined) return { noted: 'nothing' };
  if (report.outcome === 'failed') await giveBack(context.renew(), id, report);
  return { noted: report.outcome === 'failed' ? 'bounced' : 'delayed' };
}

async function giveBack(context: NotificationsContext, id: string, { code }: DeliveryReport): Promise<void> {
  await context.system.transaction(async (tx) => {
    const mail = await lockMail(tx, id);
    // One that is on its way again is another attempt, whose outcome is not known yet.
    if (mail?.status !== 'sent') return;
    const changes = { status: 'bounced', failure_reason: 'bounced', smtp_reply: code, updated_at: context.now().toISOString() } as const;
    const bounced = await updateMail(tx, mail, changes);
    if (!bounced) return;
    await publishMail(context, tx, 'mail_bounced', bounced);
    if (isDeadEnd(code)) await giveUpAddress(context, tx, bounced, code);
  });
}
