import { ConfigError, type ServiceSetup, type ServiceState } from '@kabinet/service';
import { createFileStore, createS3Store, type Store } from '@kabinet/store';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import { createScanner, type Scanner } from './attachments/scanner.ts';
import type { Connector } from './helpdesk/connector.ts';
import { createRequestTracker, RT_PRIORITIES, RT_STATUSES } from './helpdesk/request-tracker.ts';
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
  HELPDESK_KIND: Type.Optional(Type.Enum(['builtin', 'request-tracker'])),
  HELPDESK_URL: Type.Optional(Type.String({ pattern: '^https?://' })),
  HELPDESK_TOKEN: Type.Optional(Type.String()),
  HELPDESK_QUEUE: Type.Optional(Type.String()),
  HELPDESK_STATUSES: Type.Optional(Type.String()),
  HELPDESK_PRIORITIES: Type.Optional(Type.String()),
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
  /** Whether a request needs a certificate in force. */
  readonly needsCertificate: boolean;
}

export function openState({ config, installation }: ServiceSetup<Config>): IssuesState {
  return {
    files: openStore(config, installation.dataDirectory),
    scanner: config.ISSUES_SCANNER === undefined ? undefined : createScanner(config.ISSUES_SCANNER),
    calendar: openCalendar(config, installation.timeZone),
    helpdesk: openHelpdesk(config),
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

function openHelpdesk(config: Config): Connector | undefined {
  if (config.HELPDESK_KIND !== 'request-tracker') return undefined;
  return createRequestTracker({
    url: needed(config, 'HELPDESK_URL', 'HELPDESK_KIND'),
    token: needed(config, 'HELPDESK_TOKEN', 'HELPDESK_KIND'),
    queue: config.HELPDESK_QUEUE ?? 'Support',
    statuses: { ...RT_STATUSES, ...mapping(config, 'HELPDESK_STATUSES', (name) => name) },
    priorities: { ...RT_PRIORITIES, ...mapping(config, 'HELPDESK_PRIORITIES', Number) },
  });
}

/** `waiting_for_customer=stalled,closed=rejected`: how the helpdesk calls what the portal calls so. */
function mapping<T>(
  config: Config,
  variable: 'HELPDESK_STATUSES' | 'HELPDESK_PRIORITIES',
  valueOf: (text: string) => T,
): Record<string, T> {
  const pairs = (config[variable] ?? '').split(',').flatMap((pair) => (pair.trim() === '' ? [] : [pair.split('=')]));
  const known = Object.keys(variable === 'HELPDESK_STATUSES' ? RT_STATUSES : RT_PRIORITIES);
  for (const [name = '', value = ''] of pairs) {
    const isFaulty = !known.includes(name.trim()) || value.trim() === '' || Number.isNaN(valueOf(value));
    if (isFaulty) throw new ConfigError(variable, `expected pairs such as ${known[0]}=${variable === 'HELPDESK_STATUSES' ? 'open' : '50'}`);
  }
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name.trim(), valueOf(value.trim())]));
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

function needed(config: Config, variable: keyof Config, beside = 'S3_ENDPOINT'): string {
  const value = config[variable];
  if (value === undefined) throw new ConfigError(variable, `needed beside ${beside}`);
  return value;
}
