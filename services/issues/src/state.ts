import type { Locale } from '@kabinet/problem';
import { ConfigError, type ServiceSetup, type ServiceState } from '@kabinet/service';
import { createFileStore, createS3Store, type Store } from '@kabinet/store';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import { createScanner, type Scanner } from './attachments/scanner.ts';
import type { Connector } from './helpdesk/connector.ts';
import { openHelpdesk } from './helpdesk/open-helpdesk.ts';
import { readCalendar, type WorkingCalendar } from './domain/working-calendar.ts';

/** The Russian Labour Code, article 112; days that the government moves are added for each year. */
const HOLIDAYS = '01-01..01-08,02-23,03-08,05-01,05-09,06-12,11-04';

export const Config = Type.Object({
  S3_ENDPOINT: Type.Optional(Type.String()),
  S3_REGION: Type.Optional(Type.String()),
  S3_ACCESS_KEY_ID: Type.Optional(Type.String()),
  S3_SECRET_ACCESS_KEY: Type.Optional(Type.String()),
  S3_PRIVATE_BUCKET: Type.Optional(Type.String()),
  ISSUES_HOURS: Type.Optional(Type.String()),
  ISSUES_HOLIDAYS: Type.Optional(Type.String()),
  ISSUES_CERTIFICATE: Type.Optional(Type.Enum(['required', 'optional'])),
  ISSUES_SCANNER: Type.Optional(Type.String()),
  HELPDESK_KIND: Type.Optional(Type.Enum(['builtin', 'request-tracker', 'redmine'])),
  HELPDESK_URL: Type.Optional(Type.String({ pattern: '^https?://' })),
  HELPDESK_TOKEN: Type.Optional(Type.String()),
  HELPDESK_QUEUE: Type.Optional(Type.String()),
  HELPDESK_STATUSES: Type.Optional(Type.String()),
  HELPDESK_PRIORITIES: Type.Optional(Type.String()),
  HELPDESK_LANGUAGE: Type.Optional(Type.Enum(['ru', 'en'])),
});
export type Config = Static<typeof Config>;

export interface IssuesState extends ServiceState {
  /** Its keys start with `issues/`, as others use the bucket too. */
  readonly files: Store;
  /** Undefined where nobody looks into files. */
  readonly scanner: Scanner | undefined;
  readonly calendar: WorkingCalendar;
  /** Undefined where the staff console is the helpdesk. */
  readonly helpdesk: Connector | undefined;
  /** What the helpdesk's people read. */
  readonly helpdeskLanguage: Locale;
  /** Whether a request needs a certificate in force. */
  readonly needsCertificate: boolean;
}

export function openState({ config, installation }: ServiceSetup<Config>): IssuesState {
  return {
    files: openStore(config, installation.dataDirectory),
    scanner: config.ISSUES_SCANNER === undefined ? undefined : createScanner(config.ISSUES_SCANNER),
    calendar: openCalendar(config, installation.timeZone),
    helpdesk: openHelpdesk(config),
    helpdeskLanguage: config.HELPDESK_LANGUAGE ?? 'ru',
    needsCertificate: config.ISSUES_CERTIFICATE !== 'optional',
  };
}

function openCalendar(config: Config, timeZone: string): WorkingCalendar {
  try {
    return readCalendar(config.ISSUES_HOURS ?? 'mon-fri 09:00-18:00', config.ISSUES_HOLIDAYS ?? HOLIDAYS, timeZone);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(reason.startsWith('expected hours') ? 'ISSUES_HOURS' : 'ISSUES_HOLIDAYS', reason);
  }
}

function openStore(config: Config, dataDirectory: string): Store {
  const endpoint = config.S3_ENDPOINT;
  if (endpoint === undefined) return createFileStore({ directory: join(dataDirectory, 'store', 'issues') });
  return createS3Store({
    endpoint,
    region: config.S3_REGION ?? 'us-east-1',
    accessKeyId: needed(config, 'S3_ACCESS_KEY_ID'),
    secretAccessKey: needed(config, 'S3_SECRET_ACCESS_KEY'),
    bucket: needed(config, 'S3_PRIVATE_BUCKET'),
  });
}

function needed(config: Config, variable: keyof Config): string {
  const value = config[variable];
  if (value === undefined) throw new ConfigError(variable, 'needed beside S3_ENDPOINT');
  return value;
}
