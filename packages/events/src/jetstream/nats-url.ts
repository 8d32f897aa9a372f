import type { NodeConnectionOptions } from '@nats-io/transport-node';

const SCHEMES = new Set(['nats:', 'tls:']);

/**
 * Reads `NATS_URL`: one or more servers, separated by commas, as `nats://[user:password@ | token@]host[:port]`; `tls://` asks for
 * encryption. Credentials are those of the first server that has some. Throws an error that does not repeat the text.
 */
export function readNatsUrl(text: string): NodeConnectionOptions {
  const urls = text.split(',').map((part) => parse(part.trim()));
  const { username = '', password = '' } = urls.find((url) => url.username !== '') ?? {};
  return {
    servers: urls.map(({ hostname, port }) => (port === '' ? hostname : `${hostname}:${port}`)),
    ...credentials(decodeURIComponent(username), decodeURIComponent(password)),
    ...(urls.some(({ protocol }) => protocol === 'tls:') ? { tls: {} } : {}),
  };
}

function parse(part: string): URL {
  const url = URL.parse(part.includes('://') ? part : `nats://${part}`);
  if (!url || url.hostname === '' || !SCHEMES.has(url.protocol)) throw new Error('NATS_URL must look like nats://host:4222');
  return url;
}

function credentials(user: string, password: string): NodeConnectionOptions {
  if (user === '') return {};
  return password === '' ? { token: user } : { user, pass: password };
}
