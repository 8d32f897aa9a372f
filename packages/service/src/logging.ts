import { pino, type DestinationStream, type Logger } from 'pino';

/** Members that never reach a log, however they are spelt: `refresh_token`, `refreshToken`, `Set-Cookie`. */
const SECRET = /(password|token|authorization|cookie|secret|email|phone)$|^(full|first|last|display|user)?name$/;
const REMOVED = '[removed]';
/** Deeper than anything that we log on purpose; it also ends a thing that contains itself. */
const MAX_DEPTH = 12;

/** The process's logger: JSON lines on standard output, without secrets or personal data. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  // Errors are described with everything else; pino's own description would copy what a driver hangs onto them.
  const serializers = { err: (described: unknown) => described };
  const log = pino({ level, serializers, formatters: { log: clean }, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  const { child } = log;
  // Pino has no formatter for what its children are bound to; they inherit this method.
  log.child = function cleanChild(this: Logger, bindings: object, options?: object) {
    return child.call(this, clean(bindings), options);
  } as typeof child;
  return log;
}

function clean(members: object): Record<string, unknown> {
  return cleanMembers(members, 0);
}

function cleanMembers(members: object, depth: number): Record<string, unknown> {
  const cleaned = Object.entries(members).map(([name, value]) => [name, isSecret(name) ? REMOVED : cleanValue(value, depth + 1)] as const);
  return Object.fromEntries(cleaned);
}

function isSecret(name: string): boolean {
  return SECRET.test(name.replaceAll(/[_-]/g, '').toLowerCase());
}

function cleanValue(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth > MAX_DEPTH) return '[deeper]';
  if (value instanceof Error) return describeError(value, depth);
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, depth + 1));
  return cleanMembers(value, depth);
}

/** What is said of an error: never what a driver hangs onto it, which may hold a row's values. */
function describeError(error: Error, depth: number): object {
  const code = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...('constraint' in error ? { constraint: error.constraint } : {}),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: cleanValue(error.cause, depth + 1) }),
  };
}
