import type { NotificationsContext } from '../context.ts';
import { kindRules, rolesWith } from '../domain/kinds.ts';
import { findNotice, mailBroadcast, type NoticeRow } from '../queries/notice.ts';
import { everybodyIn, membersOfHolders, withinOrganization, type Recipients } from '../queries/recipients.ts';
import { sql } from 'kysely';
import { enqueueMailing } from './enqueue-mailing.ts';

/** The job of the day on which an announcement is published: plans its mails. One that was moved or withdrawn meanwhile has none. */
export async function mailAnnouncement(context: NotificationsContext, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const now = context.now().toISOString();
  await context.system.transaction(async (tx) => {
    const notice = await findNotice(tx, String(payload['notice_id']));
    if (notice?.withdrawn_at !== null || Date.parse(notice.published_at) > context.now().getTime()) return;
    const { email } = kindRules.announcement;
    const recipients = recipientsOf(context, notice);
    await mailBroadcast(tx, { notice, recipients, except: null, email, now, timeZone: context.installation.timeZone });
    await enqueueMailing(context, tx);
  });
}

/** The same people as those who find it in the portal, customers only: staff read it there. */
function recipientsOf({ access }: NotificationsContext, { audience, organization_id, product_id }: NoticeRow): Recipients {
  const readers = rolesWith(access.customer, 'notifications.read');
  switch (audience) {
    case 'product':
      return membersOfHolders(
        sql`select organization_id from holding where product_id = ${product_id}::uuid and decision <> 'revoked'`,
        readers,
      );
    case 'organization':
      return withinOrganization(organization_id ?? '', readers);
    case 'everyone':
      return everybodyIn(readers);
    case 'people':
      throw new Error('an announcement is for an audience');
  }
}
