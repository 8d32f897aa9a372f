import { pino, type DestinationStream, type Logger } from 'pino';

/** What never reaches a log, wherever it stands in an object. */
const SECRETS = ['password', 'token', 'access_token', 'refresh_token', 'authorization', 'cookie', 'secret', 'email', 'name', 'phone'];

/** The process's logger: JSON lines on standard output, without secrets or personal data. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const paths = SECRETS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `*.*.*.${key}`]);
  return pino({ level, redact: { paths, censor: '[removed]' }, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
