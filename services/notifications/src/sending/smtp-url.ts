import { ConfigError } from '@kabinet/service';

/** Where mail is handed over, and how. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (RFC 8314); otherwise STARTTLS is used when it is offered. */
  readonly secure: boolean;
  /** Never with credentials over a connection that everybody can read. */
  readonly requireTLS: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | undefined;
}

const PORTS: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 };

/** Reads SMTP_URL; a special sign in the password is percent-encoded. Throws a `ConfigError` that does not repeat the URL. */
export function readSmtpUrl(text: string): SmtpServer {
  const url = URL.parse(text);
  const port = url === null ? undefined : PORTS[url.protocol];
  if (!url || port === undefined || url.hostname === '') throw new ConfigError('SMTP_URL', 'is not smtp://host or smtps://host');
  if (url.search !== '' || url.hash !== '' || !/^\/?$/.test(url.pathname)) {
    throw new ConfigError('SMTP_URL', 'has more than user, password, host and port; percent-encode special signs');
  }
  const secure = url.protocol === 'smtps:';
  const auth = url.username === '' ? undefined : { user: decoded(url.username), pass: decoded(url.password) };
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { host, port: url.port === '' ? port : Number(url.port), secure, requireTLS: auth !== undefined && !secure, auth };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ConfigError('SMTP_URL', 'has a % that encodes nothing');
  }
}
