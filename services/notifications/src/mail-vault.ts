import { seal, unseal } from '@kabinet/sealing';
import { createHmac, hkdfSync } from 'node:crypto';
import type { ComposedMail } from './domain/compose-mail.ts';

/** Keeps addresses and contents unreadable in the database: a link in a mail opens an account. */
export interface MailVault {
  sealRecipient(mailId: string, address: string): Buffer;
  openRecipient(mailId: string, sealed: Uint8Array): string;
  sealContent(mailId: string, content: ComposedMail): Buffer;
  openContent(mailId: string, sealed: Uint8Array): ComposedMail;
  /** The same for the same address, however its letters are written; tells nobody the address. */
  hashAddress(address: string): Buffer;
}

export function createMailVault(secret: string): MailVault {
  const recipient = (mailId: string) => ({ secret, purpose: 'recipients of mails', boundTo: mailId });
  const content = (mailId: string) => ({ secret, purpose: 'contents of mails', boundTo: mailId });
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'addresses that mail does not reach', 32));
  return {
    sealRecipient: (mailId, address) => seal(Buffer.from(address), recipient(mailId)),
    openRecipient: (mailId, sealed) => unseal(sealed, recipient(mailId)).toString(),
    sealContent: (mailId, { subject, text, html }) => seal(Buffer.from(JSON.stringify({ subject, text, html })), content(mailId)),
    openContent: (mailId, sealed) => JSON.parse(unseal(sealed, content(mailId)).toString()) as ComposedMail,
    hashAddress: (address) => createHmac('sha256', key).update(address.toLowerCase()).digest(),
  };
}
