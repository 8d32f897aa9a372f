import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

type Step = 'connect' | 'mail' | 'recipient' | 'data';

/** What the server does instead of taking mails. */
export type Trouble = { readonly at: Step; readonly reply: number; readonly words?: string } | { readonly at: Step; readonly hangUp: true };

export interface ReceivedMail extends Email {
  readonly recipients: readonly string[];
}

/** A real SMTP server that keeps what it is sent, in the clear unless it speaks TLS from the start (with a certificate that nobody trusts). */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  trouble: Trouble | undefined;
  readonly #secure: boolean;
  readonly #sockets = new Set<Socket>();
  #server: SMTPServer | undefined;
  #port = 0;

  constructor(options: { secure?: boolean } = {}) {
    this.#secure = options.secure ?? false;
  }

  get url(): string {
    return `${this.#secure ? 'smtps' : 'smtp'}://127.0.0.1:${this.#port}`;
  }

  /** Listens, on the same port each time. */
  async start(): Promise<void> {
    this.#server = new SMTPServer({
      secure: this.#secure,
      logger: false,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onConnect: (_session, done) => this.#step('connect', done),
      onMailFrom: (_address, _session, done) => this.#step('mail', done),
      onRcptTo: (_address, _session, done) => this.#step('recipient', done),
      onData: (stream, { envelope }, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (this.trouble?.at === 'data') return this.#step('data', done);
          const recipients = envelope.rcptTo.map(({ address }) => address);
          void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
            this.received.push({ ...mail, recipients });
            done();
          });
        });
      },
    });
    // A client that refuses the certificate ends the handshake: an error here, and the point of a test.
    this.#server.on('error', () => {});
    const listening = this.#server.listen(this.#port, '127.0.0.1');
    listening.on('connection', (socket: Socket) => this.#sockets.add(socket));
    await once(listening, 'listening');
    this.#port = (listening.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.hangUp();
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  #step(step: Step, done: (error?: Error | null) => void): void {
    if (this.trouble?.at !== step) return done();
    if ('hangUp' in this.trouble) return this.hangUp();
    const { reply, words = 'no' } = this.trouble;
    done(Object.assign(new Error(words), { responseCode: reply }));
  }

  /** Drops every connection: the next mail needs a new one. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }
}
