import { createTransport } from 'nodemailer';
import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import type { ComposedMail } from '../domain/compose-mail.ts';
import { outcomeOf, type Outcome, type SendingError } from '../domain/delivery.ts';
import type { Mailbox } from '../domain/mail-address.ts';
import type { SmtpServer } from './smtp-url.ts';

export interface OutgoingMail extends ComposedMail {
  readonly messageId: string;
  /** By which reports of its delivery name it (RFC 3461, 4.4), where servers on the way know of that. */
  readonly envelopeId: string;
  /** One address, checked. */
  readonly to: string;
  readonly locale: 'ru' | 'en';
  /** One-click (RFC 8058); undefined for what nobody subscribes to. */
  readonly unsubscribeUrl: string | undefined;
  /** Stands for the sender's name when MAIL_FROM has none. */
  readonly senderName: string;
  readonly date: Date;
}

/** Hands mails to the vendor's mail server. */
export interface MailSender {
  /** One attempt, over within 45 s; tells how it ended and never throws. */
  send(mail: OutgoingMail): Promise<Outcome>;
  close(): void;
}

/** A job has a minute, and must still write down how it ended. */
const LIMIT_MS = 45_000;
const CONNECTIONS = 2;
const TIMEOUTS = { dnsTimeout: 10_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

export interface SmtpSenderOptions {
  readonly from: Mailbox;
  /** The envelope's sender, to which bounces go. */
  readonly bouncesTo: string;
  /** Mails per second; undefined for no limit. */
  readonly rate: number | undefined;
}

/**
 * A sender over a small pool of connections. The pool never tries a mail again by itself (`maxRequeues: 0`): whether another
 * attempt is safe is decided here, where it is known how far the last one came.
 */
export function createSmtpSender(server: SmtpServer, options: SmtpSenderOptions, log: Logger): MailSender {
  const { auth, ...where } = server;
  const transporter = createTransport({
    pool: true,
    ...where,
    ...(auth ? { auth } : {}),
    ...TIMEOUTS,
    ...limitsOf(options),
    maxRequeues: 0,
    // Shorter than servers keep idle connections: one that they closed costs a mail an attempt.
    idleTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  /** What the connection reads each mail from: untouched as long as the server was given none of it. */
  const streams = new Map<string, Readable>();
  transporter.use('stream', ({ message, data }, done) => {
    const createReadStream = message.createReadStream.bind(message);
    message.createReadStream = (options) => {
      const stream = createReadStream(options);
      streams.set(String(data.messageId), stream);
      return stream;
    };
    done();
  });
  transporter.on('error', (error: SmtpFailure) => logFailure(log, error));
  return {
    async send(mail) {
      try {
        await transporter.sendMail({ ...messageOf(mail, options), signal: AbortSignal.timeout(LIMIT_MS) });
        return { kind: 'accepted' };
      } catch (error) {
        const failure = error as SmtpFailure;
        logFailure(log, failure);
        return outcomeOf(describe(failure, streams.get(mail.messageId)?.readableDidRead ?? false));
      } finally {
        streams.delete(mail.messageId);
      }
    },
    close: () => transporter.close({ force: true }),
  };
}

function limitsOf({ rate }: SmtpSenderOptions) {
  return { maxConnections: CONNECTIONS, ...(rate === undefined ? {} : { rateLimit: rate, rateDelta: 1_000 }) };
}

/** What nodemailer tells of a failure. */
interface SmtpFailure extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

function describe({ responseCode, response, command }: SmtpFailure, begun: boolean): SendingError {
  return { code: responseCode, response, command, begun };
}

/** Without the error's words, which may name people. */
function logFailure(log: Logger, { code, command, responseCode }: SmtpFailure): void {
  log.warn({ smtp_error: code, smtp_command: command, smtp_code: responseCode }, 'the mail server did not take a mail');
}

/** The envelope is given apart, so that no header ever decides who gets the mail. */
function messageOf(mail: OutgoingMail, { from, bouncesTo }: SmtpSenderOptions) {
  const { messageId, envelopeId, to, subject, text, html, locale, senderName, date, unsubscribeUrl } = mail;
  return {
    messageId,
    date,
    from: { name: from.name ?? senderName, address: from.address },
    to: { name: '', address: to },
    envelope: { from: bouncesTo, to: [to] },
    dsn: { id: envelopeId, return: 'headers', notify: ['failure', 'delay'] },
    subject,
    text,
    html,
    headers: {
      // RFC 3834: nobody is away from their desk for a machine.
      'Auto-Submitted': 'auto-generated',
      'Content-Language': locale,
      ...(unsubscribeUrl === undefined
        ? {}
        : { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
  };
}
