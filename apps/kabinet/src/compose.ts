import type { Contract } from '@kabinet/contract';
import type { Transport } from '@kabinet/contract/client';
import { accessTable } from '@kabinet/contracts/access';
import { systemRole, tenantRole, urlFor } from '@kabinet/database/roles';
import { createLocalTransport, type EventTransport } from '@kabinet/events';
import { openService, systemClock, type Clock, type Installation, type RunningService, type ServiceManifest } from '@kabinet/service';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Environment } from './settings.ts';

export interface ComposeOptions {
  readonly manifests: readonly ServiceManifest[];
  /** The administrator's connection string; each service logs in as its own roles on the same database. */
  readonly adminUrl: string;
  readonly installation: Installation;
  readonly environment: Environment;
  readonly log: Logger;
  readonly metrics: Registry;
  readonly clock?: Clock;
  /** Check answers against their schemas too; costs time. */
  readonly checkReplies: boolean;
}

/** Services that run together in this process and call each other directly. */
export interface Composition {
  readonly services: ReadonlyMap<string, RunningService>;
  readonly contracts: readonly Contract[];
  readonly transports: Readonly<Record<string, Transport>>;
  readonly events: EventTransport;
  /** Starts relays, consumers and jobs. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** In one process twelve services share a small database server: two connections per role are enough, as they pipeline. */
const CONNECTIONS = { tenant: 2, system: 2 };

/** Opens the services and wires them: the one place that knows all of them. */
export async function compose(options: ComposeOptions): Promise<Composition> {
  const { manifests, adminUrl, installation } = options;
  const services = new Map<string, RunningService>();
  const events = createLocalTransport();
  const transports = Object.fromEntries(manifests.map(({ name }) => [name, directTransport(services, name)]));
  for (const manifest of manifests) {
    const url = options.environment[`${manifest.name.toUpperCase()}_DATABASE_URL`] ?? adminUrl;
    const running = await openService(manifest, {
      database: {
        tenantUrl: urlFor(tenantRole(manifest.name, installation.secret), url),
        systemUrl: urlFor(systemRole(manifest.name, installation.secret), url),
        connections: CONNECTIONS,
      },
      transports,
      events,
      access: accessTable,
      installation,
      variables: options.environment,
      log: options.log,
      clock: options.clock ?? systemClock,
      metrics: options.metrics,
      checkReplies: options.checkReplies,
    });
    services.set(manifest.name, running);
  }
  return {
    services,
    contracts: manifests.map((manifest) => manifest.contract),
    transports,
    events,
    start: async () => void (await Promise.all([...services.values()].map((service) => service.start()))),
    stop: async () => {
      await Promise.all([...services.values()].map((service) => service.stop()));
      await events.close();
    },
  };
}

/** A call to a service of this process: straight to its validated operation. */
function directTransport(services: ReadonlyMap<string, RunningService>, name: string): Transport {
  return async (call) => {
    const service = services.get(name);
    if (!service) throw new Error(`${name} is not open yet`);
    return service.dispatch(call);
  };
}
