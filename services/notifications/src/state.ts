import { ConfigError, type ServiceSetup } from '@kabinet/service';
import Type, { type Static } from 'typebox';
import { parseMailbox, type Mailbox } from './domain/mail-address.ts';
import { createMailVault, type MailVault } from './mail-vault.ts';
import { createSmtpSender, type MailSender } from './sending/smtp-sender.ts';
import { readSmtpUrl } from './sending/smtp-url.ts';

export const Config = Type.Object({
  /** `smtp://[user:password@]host[:port]`, or `smtps://` for TLS from the start. Without it mails are kept. */
  SMTP_URL: Type.Optional(Type.String()),
  /** `portal@example.ru`, or `Portal <portal@example.ru>`. */
  MAIL_FROM: Type.Optional(Type.String()),
});
type Config = Static<typeof Config>;

export interface NotificationsState {
  readonly vault: MailVault;
  /** Missing without a mail server: mails are kept then. */
  readonly sender: MailSender | undefined;
  close(): Promise<void>;
}

/** Throws a `ConfigError` for an SMTP_URL or MAIL_FROM that cannot be read; connects to nothing yet. */
export function openState({ config, installation, log }: ServiceSetup<Config>): NotificationsState {
  const from = senderOf(config, installation.publicUrl);
  const sender = config.SMTP_URL === undefined ? undefined : createSmtpSender(readSmtpUrl(config.SMTP_URL), from, log);
  return {
    vault: createMailVault(installation.secret),
    sender,
    close: async () => sender?.close(),
  };
}

/** Without MAIL_FROM an address of the portal's own host stands in, good enough for a server next door. */
function senderOf({ MAIL_FROM }: Config, publicUrl: string): Mailbox {
  if (MAIL_FROM === undefined) return { name: null, address: `no-reply@${new URL(publicUrl).hostname}` };
  const mailbox = parseMailbox(MAIL_FROM);
  if (!mailbox) throw new ConfigError('MAIL_FROM', 'is not the address of one mailbox');
  return mailbox;
}
