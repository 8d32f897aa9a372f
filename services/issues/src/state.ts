import type { Locale } from '@kabinet/problem';
import { ConfigError, type ServiceSetup, type ServiceState } from '@kabinet/service';
import { openPrivateStore, privateStoreConfig } from '@kabinet/service/private-store';
import type { Store } from '@kabinet/store';
import Type, { type Static } from 'typebox';
import { createScanner, type Scanner } from './attachments/scanner.ts';
import type { Connector } from './helpdesk/connector.ts';
import { openHelpdesk } from './helpdesk/open-helpdesk.ts';
import { readCalendar, type WorkingCalendar } from './domain/working-calendar.ts';

/** The Russian Labour Code, article 112; days that the government moves are added for each year. */
const HOLIDAYS = '01-01..01-08,02-23,03-08,05-01,05-09,06-12,11-04';

export const Config = Type.Object({
  ...privateStoreConfig,
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
    files: openPrivateStore(config, installation, 'issues'),
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
