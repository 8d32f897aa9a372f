import { pino, type DestinationStream, type Logger } from 'pino';

/** What never reaches a log, wherever it stands in an object. */
const SECRETS = ['password', 'token', 'access_token', 'refresh_token', 'authorization', 'cookie', 'secret', 'email', 'name', 'phone'];

/** The process's logger: JSON lines on standard output, without secrets or personal data. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const paths = SECRETS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `*.*.*.${key}`]);
  const redact = { paths, censor: '[removed]' };
  return pino({ level, redact, serializers: { err: describeError }, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}

/** What is said of an error: never what a driver hangs onto it, which may hold a row's values. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
