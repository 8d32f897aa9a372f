import type { Transaction } from '@kabinet/database';
import type { NotificationsContext } from '../context.ts';
import { kindRules, rolesWith } from '../domain/kinds.ts';
import { maskAddress } from '../domain/mail-address.ts';
import type { MailRow } from '../queries/mail.ts';
import { membersOf, staffWith, without } from '../queries/recipients.ts';
import { findBelongings, insertUndeliverable } from '../queries/undeliverable-address.ts';
import { tell } from './tell.ts';

/**
 * Writes no more to the address of a mail, and tells those who can mend it: the owners of where its reader belongs, and staff. Does
 * nothing when that is so already. A person who has another address is written to there.
 */
export async function giveUpAddress(context: NotificationsContext, tx: Transaction, mail: MailRow, reply: string): Promise<void> {
  if (!mail.sealed_recipient) return;
  const { vault } = context.state;
  const address = vault.openRecipient(mail.id, mail.sealed_recipient);
  const row = { address_hash: vault.hashAddress(address), mail_id: mail.id, reply, created_at: context.now().toISOString() };
  if (!(await insertUndeliverable(tx, row))) return;
  const permission = kindRules.bounce.permission ?? '';
  const readers = mail.reader_id === null ? [] : [mail.reader_id];
  const facts = { what: 'bounce', mail_id: mail.id, address: maskAddress(address), reply } as const;
  for (const { organization_id: id, root_id } of await findBelongings(tx, mail)) {
    await tell(context, tx, {
      kind: 'bounce',
      cause: `bounce:${mail.id}:${mail.version}:${id}`,
      data: { ...facts, organization_id: id },
      recipients: without(membersOf(id, rolesWith(context.access.customer, permission)), readers),
      organization: { id, root_id },
    });
  }
  await tell(context, tx, {
    kind: 'bounce',
    cause: `bounce:${mail.id}:${mail.version}`,
    data: { ...facts, organization_id: null },
    recipients: without(staffWith(rolesWith(context.access.staff, permission)), readers),
  });
}
