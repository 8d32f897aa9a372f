import { ConfigError, type ServiceSetup } from '@kabinet/service';
import Type, { type Static } from 'typebox';
import { isSingleAddress, parseMailbox, type Mailbox } from './domain/mail-address.ts';
import { LiveStreams } from './live/live-streams.ts';
import { createMailVault, type MailVault } from './mail-vault.ts';
import { createSmtpSender, type MailSender } from './sending/smtp-sender.ts';
import { readSmtpUrl } from './sending/smtp-url.ts';
import { SerialRuns } from './sending/serial-runs.ts';
import { createResolve, readNetworks, type Networks } from './sending/webhook-address.ts';
import { createWebhookSender, type WebhookSender } from './sending/webhook-sender.ts';
import { createWebhookVault, type WebhookVault } from './webhook-vault.ts';

export const Config = Type.Object({
  /** `smtp://[user:password@]host[:port]`, or `smtps://` for TLS from the start. Without it mails are kept. */
  SMTP_URL: Type.Optional(Type.String()),
  /** `portal@example.ru`, or `Portal <portal@example.ru>`. */
  MAIL_FROM: Type.Optional(Type.String()),
  /** The address to which servers on the way return what they cannot deliver (RFC 5321, 4.4); that of MAIL_FROM without it. */
  MAIL_BOUNCES_TO: Type.Optional(Type.String()),
  /** Mails per second at most, where the server minds; as fast as it takes them without it. */
  SMTP_RATE: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  /** Blocks of addresses, separated by commas, that webhooks may reach beside the public internet: `10.20.0.0/16, fd12::/48`. */
  WEBHOOK_NETWORKS: Type.Optional(Type.String()),
});
type Config = Static<typeof Config>;

export interface NotificationsState {
  readonly vault: MailVault;
  /** Missing without a mail server: mails are kept then. */
  readonly sender: MailSender | undefined;
  readonly webhooks: {
    readonly networks: Networks;
    readonly vault: WebhookVault;
    readonly sender: WebhookSender;
    /** One message after the other to each webhook. */
    readonly runs: SerialRuns;
  };
  /** Who is told live what comes. */
  readonly live: LiveStreams;
  close(): Promise<void>;
}

/** Throws a `ConfigError` for what cannot be read; connects to nothing yet. */
export function openState({ config, installation, log }: ServiceSetup<Config>): NotificationsState {
  const from = senderOf(config, installation.publicUrl);
  const options = { from, bouncesTo: bouncesTo(config, from), rate: config.SMTP_RATE };
  const sender = config.SMTP_URL === undefined ? undefined : createSmtpSender(readSmtpUrl(config.SMTP_URL), options, log);
  const live = new LiveStreams();
  const networks = readNetworks(config.WEBHOOK_NETWORKS);
  return {
    vault: createMailVault(installation.secret),
    sender,
    webhooks: {
      networks,
      vault: createWebhookVault(installation.secret),
      sender: createWebhookSender({ networks, resolve: createResolve() }),
      runs: new SerialRuns(),
    },
    live,
    close: async () => {
      live.close();
      sender?.close();
    },
  };
}

/** Without MAIL_FROM an address of the portal's own host stands in, good enough for a server next door. */
function senderOf({ MAIL_FROM }: Config, publicUrl: string): Mailbox {
  if (MAIL_FROM === undefined) return { name: null, address: `no-reply@${new URL(publicUrl).hostname}` };
  const mailbox = parseMailbox(MAIL_FROM);
  if (!mailbox) throw new ConfigError('MAIL_FROM', 'is not the address of one mailbox');
  return mailbox;
}

function bouncesTo({ MAIL_BOUNCES_TO }: Config, from: Mailbox): string {
  if (MAIL_BOUNCES_TO === undefined) return from.address;
  if (!isSingleAddress(MAIL_BOUNCES_TO)) throw new ConfigError('MAIL_BOUNCES_TO', 'is not the address of one mailbox');
  return MAIL_BOUNCES_TO;
}
