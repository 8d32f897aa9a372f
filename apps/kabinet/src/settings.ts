import { readConfig } from '@kabinet/service';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Type, { type Static } from 'typebox';

/** The names are fixed: operators' scripts use them. A service's own variables stand in its manifest. */
const Variables = Type.Object({
  PORT: Type.Optional(Type.Integer({ minimum: 0, maximum: 65_535 })),
  HOST: Type.Optional(Type.String()),
  PUBLIC_URL: Type.Optional(Type.String({ pattern: '^https?://[^\\s]+[^/]$' })),
  KABINET_DATA: Type.Optional(Type.String()),
  KABINET_SECRET: Type.Optional(Type.String({ minLength: 32 })),
  KABINET_DEMO: Type.Optional(Type.Enum(['0', '1', 'force'])),
  DATABASE_URL: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
  VENDOR_TIME_ZONE: Type.Optional(Type.String()),
  TRUSTED_PROXIES: Type.Optional(Type.String()),
  RATE_LIMITS: Type.Optional(Type.Enum(['on', 'off'])),
  METRICS_PORT: Type.Optional(Type.Integer({ minimum: 0, maximum: 65_535 })),
  LOG_LEVEL: Type.Optional(Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])),
});

export type Environment = Readonly<Record<string, string | undefined>>;

/** The checked configuration of the program. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly dataDirectory: string;
  readonly secret: string | undefined;
  readonly demo: Static<typeof Variables>['KABINET_DEMO'];
  readonly databaseUrl: string | undefined;
  readonly timeZone: string;
  readonly trustedProxies: string;
  readonly rateLimits: 'on' | 'off';
  readonly metricsPort: number;
  readonly logLevel: string;
  readonly environment: Environment;
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Reads the environment once, at start. A wrong value throws a `ConfigError` that names the variable. */
export function readSettings(environment: Environment): Settings {
  const given = readConfig(Variables, environment);
  const port = given.PORT ?? 8080;
  return {
    port,
    host: given.HOST ?? '127.0.0.1',
    publicUrl: given.PUBLIC_URL ?? `http://localhost:${port}`,
    dataDirectory: resolve(ROOT, given.KABINET_DATA ?? 'data'),
    secret: given.KABINET_SECRET,
    demo: given.KABINET_DEMO,
    databaseUrl: given.DATABASE_URL,
    timeZone: given.VENDOR_TIME_ZONE ?? 'Europe/Moscow',
    trustedProxies: given.TRUSTED_PROXIES ?? '',
    rateLimits: given.RATE_LIMITS ?? 'on',
    metricsPort: given.METRICS_PORT ?? 9090,
    logLevel: given.LOG_LEVEL ?? 'info',
    environment,
  };
}

/** Whether `host` can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
