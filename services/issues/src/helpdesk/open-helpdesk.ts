import { ConfigError } from '@kabinet/service';
import type { Config } from '../state.ts';
import type { Connector } from './connector.ts';
import { createRedmine, REDMINE_PRIORITIES, REDMINE_STATUSES } from './redmine.ts';
import { createRequestTracker, RT_PRIORITIES, RT_STATUSES } from './request-tracker.ts';

/** The helpdesk that the configuration names; undefined where the staff console is the helpdesk. Throws `ConfigError`. */
export function openHelpdesk(config: Config): Connector | undefined {
  switch (config.HELPDESK_KIND) {
    case 'request-tracker':
      return createRequestTracker({
        ...accessTo(config),
        queue: config.HELPDESK_QUEUE ?? 'Support',
        statuses: { ...RT_STATUSES, ...mapping(config, 'HELPDESK_STATUSES', RT_STATUSES, (name) => name) },
        priorities: { ...RT_PRIORITIES, ...mapping(config, 'HELPDESK_PRIORITIES', RT_PRIORITIES, Number) },
      });
    case 'redmine':
      return createRedmine({
        ...accessTo(config),
        project: config.HELPDESK_QUEUE ?? 'support',
        statuses: { ...REDMINE_STATUSES, ...mapping(config, 'HELPDESK_STATUSES', REDMINE_STATUSES, (name) => name) },
        priorities: { ...REDMINE_PRIORITIES, ...mapping(config, 'HELPDESK_PRIORITIES', REDMINE_PRIORITIES, (name) => name) },
      });
    case 'builtin':
    case undefined:
      return undefined;
  }
}

function accessTo({ HELPDESK_URL: url, HELPDESK_TOKEN: token }: Config): { readonly url: string; readonly token: string } {
  if (url === undefined) throw new ConfigError('HELPDESK_URL', 'needed beside HELPDESK_KIND');
  if (token === undefined) throw new ConfigError('HELPDESK_TOKEN', 'needed beside HELPDESK_KIND');
  return { url, token };
}

/** `waiting_for_customer=stalled,closed=rejected`: how the helpdesk calls what the portal calls so. */
function mapping<Value extends string | number>(
  config: Config,
  variable: 'HELPDESK_STATUSES' | 'HELPDESK_PRIORITIES',
  defaults: Readonly<Record<string, Value>>,
  valueOf: (text: string) => Value,
): Record<string, Value> {
  const pairs = (config[variable] ?? '').split(',').flatMap((pair) => (pair.trim() === '' ? [] : [pair.split('=')]));
  for (const [name = '', value = ''] of pairs) {
    const isFaulty = !Object.hasOwn(defaults, name.trim()) || value.trim() === '' || Number.isNaN(valueOf(value));
    if (isFaulty) throw new ConfigError(variable, `expected pairs such as ${Object.entries(defaults)[0]?.join('=')}`);
  }
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name.trim(), valueOf(value.trim())]));
}
