import { askedOf } from '@kabinet/contract/system';
import { connectService, type AssertionSigner, type RemoteService } from '@kabinet/remote';
import { ConfigError } from '@kabinet/service';
import type { Logger } from 'pino';
import type { Environment } from './settings.ts';
import { GATEWAY, manifests } from './targets.ts';

export interface PeersOptions {
  readonly targets: ReadonlySet<string>;
  readonly environment: Environment;
  readonly signer: AssertionSigner;
  readonly log: Logger;
}

/** Connects this process to the services that it needs and that run elsewhere. Throws as `peerAddresses` does. */
export function connectPeers({ targets, environment, signer, log }: PeersOptions): Map<string, RemoteService> {
  const addresses = peerAddresses(environment, targets);
  const elsewhere = manifests.flatMap(({ name, contract }) => {
    const urls = addresses.get(name);
    const { operations } = askedOf(contract);
    return urls ? [[name, connectService({ service: name, operations, urls, signer, log })] as const] : [];
  });
  return new Map(elsewhere);
}

/** Where the services are that `targets` need and that run elsewhere. Throws a `ConfigError` for one without a usable address. */
export function peerAddresses(environment: Environment, targets: ReadonlySet<string>): Map<string, string[]> {
  const addresses = new Map<string, string[]>();
  for (const { name } of manifests) {
    const callers = targets.has(name) ? [] : callersOf(name, targets);
    if (callers.length > 0) addresses.set(name, addressesOf(environment, name, callers));
  }
  return addresses;
}

/** The targets of this process that call `service`. The gateway calls everybody. */
function callersOf(service: string, targets: ReadonlySet<string>): string[] {
  const callers = manifests.filter(({ name, peers }) => targets.has(name) && service in peers).map(({ name }) => name);
  return targets.has(GATEWAY) ? [GATEWAY, ...callers] : callers;
}

/** `<SERVICE>_URL`: where its processes listen, several separated by commas. */
function addressesOf(environment: Environment, service: string, callers: readonly string[]): string[] {
  const variable = `${service.toUpperCase()}_URL`;
  const value = environment[variable];
  if (!value) throw new ConfigError(variable, `${callers.join(', ')} in this process need to know where ${service} is`);
  return value.split(',').map((part) => addressIn(variable, part.trim()));
}

function addressIn(variable: string, text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/') {
    throw new ConfigError(variable, `${JSON.stringify(text)} is no address such as http://${variable.slice(0, -4).toLowerCase()}:8080`);
  }
  return url.origin;
}
