import { readConfig, type Installation } from '@kabinet/service';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
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
  NATS_URL: Type.Optional(Type.String({ pattern: '^(nats|tls)://[^\\s]+$' })),
  NATS_REPLICAS: Type.Optional(Type.Enum(['1', '3', '5'])),
  DATABASE_URL: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
  VENDOR_TIME_ZONE: Type.Optional(Type.String()),
  /** What documents and mails call the vendor, in Russian and in English. */
  VENDOR_NAME: Type.Optional(Type.String({ maxLength: 300 })),
  VENDOR_NAME_EN: Type.Optional(Type.String({ maxLength: 300 })),
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
  readonly natsUrl: string | undefined;
  /** Servers of the broker's cluster that keep each event. */
  readonly natsReplicas: number;
  readonly timeZone: string;
  readonly vendor: Installation['vendor'];
  readonly trustedProxies: string;
  readonly rateLimits: 'on' | 'off';
  readonly metricsPort: number;
  readonly logLevel: string;
  /** Of the program; it follows from no variable. */
  readonly version: string;
  readonly environment: Environment;
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const program = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };

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
    natsUrl: given.NATS_URL,
    natsReplicas: Number(given.NATS_REPLICAS ?? 1),
    timeZone: given.VENDOR_TIME_ZONE ?? 'Europe/Moscow',
    vendor: vendorName(given),
    trustedProxies: given.TRUSTED_PROXIES ?? '',
    rateLimits: given.RATE_LIMITS ?? 'on',
    metricsPort: given.METRICS_PORT ?? 9090,
    logLevel: given.LOG_LEVEL ?? 'info',
    version: program.version,
    environment,
  };
}

/** The name of the demo's vendor stands in for one that nobody configured. */
function vendorName({ VENDOR_NAME, VENDOR_NAME_EN }: Static<typeof Variables>): Installation['vendor'] {
  if (VENDOR_NAME === undefined) return { ru: 'ООО «Рога и копыта»', en: VENDOR_NAME_EN ?? 'Horns and Hooves LLC' };
  return { ru: VENDOR_NAME, en: VENDOR_NAME_EN ?? VENDOR_NAME };
}

/** Whether `host` can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** `<SERVICE>_DATABASE_URL` gives a service a database of its own. */
export function databaseUrlOf(environment: Environment, service: string): string | undefined {
  const url = environment[`${service.toUpperCase()}_DATABASE_URL`];
  return url === '' ? undefined : url;
}
