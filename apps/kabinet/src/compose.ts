import type { Contract } from '@kabinet/contract';
import type { Transport } from '@kabinet/contract/client';
import { accessTable } from '@kabinet/contracts/access';
import { systemContract } from '@kabinet/contracts/system';
import { systemRole, tenantRole, urlFor } from '@kabinet/database/roles';
import type { EventTransport } from '@kabinet/events';
import { createAssertionSigner, type RemoteService } from '@kabinet/remote';
import {
  createSystemTransport,
  openService,
  systemClock,
  type Clock,
  type Installation,
  type RunningService,
  type ServiceManifest,
} from '@kabinet/service';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { connectPeers } from './peers.ts';
import { databaseUrlOf, type Environment } from './settings.ts';
import { manifests } from './targets.ts';

export interface ComposeOptions {
  /** The targets that run in this process. */
  readonly targets: ReadonlySet<string>;
  /** The administrator's connection string; each service logs in as its own roles, on a database of its own if it has one. */
  readonly adminUrl: string;
  readonly installation: Installation;
  readonly environment: Environment;
  /** Closed with the composition. */
  readonly events: EventTransport;
  readonly log: Logger;
  readonly metrics: Registry;
  readonly clock?: Clock;
  /** Check answers against their schemas too; costs time. */
  readonly checkReplies: boolean;
}

/** The services of this process, and how everything here reaches every service that it needs. */
export interface Composition {
  readonly services: ReadonlyMap<string, RunningService>;
  /** The contracts of all services, wherever they run, and what they all answer of themselves. */
  readonly contracts: readonly Contract[];
  readonly transports: Readonly<Record<string, Transport>>;
  readonly events: EventTransport;
  /** Starts relays, consumers and jobs. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** In one process many services share a small database server: two connections per role are enough, as they pipeline. */
const SHARED = { tenant: 2, system: 2 };
/** A service with a process to itself does not have to be modest. */
const ALONE = { tenant: 8, system: 4 };

/** Opens the services of this process and wires them to each other and to the others: the one place that knows all of them. */
export async function compose(options: ComposeOptions): Promise<Composition> {
  const { targets, events } = options;
  const services = new Map<string, RunningService>();
  const local = manifests.filter(({ name }) => targets.has(name));
  const signer = createAssertionSigner(options.installation.secret, [...targets].join(','));
  const remote = connectPeers({ targets, environment: options.environment, signer, log: options.log });
  const transports = { ...transportsOf(remote), ...Object.fromEntries(local.map(({ name }) => [name, directTransport(services, name)])) };
  for (const manifest of local) services.set(manifest.name, await open(manifest, options, transports));
  return {
    services,
    contracts: [...manifests.map((manifest) => manifest.contract), systemContract],
    transports: { ...transports, [systemContract.service]: createSystemTransport(transports, accessTable) },
    events,
    start: async () => void (await Promise.all([...services.values()].map((service) => service.start()))),
    stop: async () => {
      await Promise.all([...services.values()].map((service) => service.stop()));
      await events.close();
      await Promise.all([...remote.values()].map((service) => service.close()));
    },
  };
}

function open(
  manifest: ServiceManifest,
  options: ComposeOptions,
  transports: Readonly<Record<string, Transport>>,
): Promise<RunningService> {
  const { adminUrl, installation, environment, targets } = options;
  const url = databaseUrlOf(environment, manifest.name) ?? adminUrl;
  return openService(manifest, {
    database: {
      tenantUrl: urlFor(tenantRole(manifest.name, installation.secret), url),
      systemUrl: urlFor(systemRole(manifest.name, installation.secret), url),
      connections: targets.size === 1 ? ALONE : SHARED,
    },
    transports,
    events: options.events,
    access: accessTable,
    installation,
    variables: environment,
    log: options.log,
    clock: options.clock ?? systemClock,
    metrics: options.metrics,
    checkReplies: options.checkReplies,
  });
}

function transportsOf(remote: ReadonlyMap<string, RemoteService>): Record<string, Transport> {
  return Object.fromEntries([...remote].map(([name, { transport }]) => [name, transport]));
}

/** A call to a service of this process: straight to its validated operation. */
function directTransport(services: ReadonlyMap<string, RunningService>, name: string): Transport {
  return async (call) => {
    const service = services.get(name);
    if (!service) throw new Error(`${name} is not open yet`);
    return service.dispatch(call);
  };
}
