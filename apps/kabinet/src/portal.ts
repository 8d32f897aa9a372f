import { startGateway } from '@kabinet/gateway';
import { askedOf } from '@kabinet/contract/system';
import { accessTable } from '@kabinet/contracts/access';
import { createLocalTransport, type EventTransport } from '@kabinet/events';
import { createAssertionVerifier, createCallHandler, listenForCalls, type CallHandler } from '@kabinet/remote';
import { createLogger, type Installation } from '@kabinet/service';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { compose, type Composition } from './compose.ts';
import type { DatabaseServer } from './database-server.ts';
import { installationSecret } from './secret.ts';
import type { Settings } from './settings.ts';
import { allTargets, GATEWAY } from './targets.ts';
import { builtWebApp } from './web-app.ts';

/** The services of this process, composed over a database that is up to date. */
export interface Portal {
  readonly targets: ReadonlySet<string>;
  readonly composition: Composition;
  readonly installation: Installation;
  readonly log: Logger;
  readonly metrics: Registry;
}

export interface PortalOptions {
  /** What runs in this process; everything unless said otherwise. */
  readonly targets?: ReadonlySet<string>;
  /** How events travel; within this process unless said otherwise. */
  readonly events?: EventTransport;
  readonly log?: Logger;
}

/** Opens the services of this process; nothing runs in the background and nothing listens yet. */
export async function openPortal(
  settings: Settings,
  database: Pick<DatabaseServer, 'adminUrl'>,
  options: PortalOptions = {},
): Promise<Portal> {
  const { targets = allTargets, events = createLocalTransport(), log = createLogger(settings.logLevel) } = options;
  const secret = await installationSecret(settings.secret, settings.dataDirectory);
  const { publicUrl, timeZone, vendor, dataDirectory, version } = settings;
  const installation = { publicUrl, secret, timeZone, vendor, dataDirectory, version };
  const metrics = new Registry();
  const { adminUrl } = database;
  const { environment } = settings;
  const composition = await compose({ targets, adminUrl, installation, environment, events, log, metrics, checkReplies: false });
  return { targets, composition, installation, log, metrics };
}

/** Where a process is reached: by people, by other processes, and by those who ask whether it is well. */
export interface Entrance {
  readonly url: string;
  /** Serves on until nobody is connected or `patienceMs` have passed; then finishes what is under way. */
  close(patienceMs: number): Promise<void>;
}

/** Opens the process to the outside: the gateway where it is among the targets, else calls from other processes alone. */
export async function openEntrance(settings: Settings, portal: Portal, stopping: () => boolean): Promise<Entrance> {
  const { composition, installation, log } = portal;
  const { host, port } = settings;
  const verifier = createAssertionVerifier(installation.secret);
  const services = new Map(
    [...composition.services].map(([name, { manifest, dispatch }]) => [name, { contract: askedOf(manifest.contract), dispatch }]),
  );
  const calls: CallHandler = createCallHandler({ services, verifier, log, draining: stopping });
  const ready = (): Promise<Readiness> => readiness(composition, stopping);
  if (!portal.targets.has(GATEWAY)) {
    return listenForCalls({ host, port, calls, ready: async () => sayWaiting(await ready(), log) });
  }
  return startGateway({
    contracts: composition.contracts,
    transports: composition.transports,
    events: composition.events,
    access: accessTable,
    installation,
    host,
    port,
    trustedProxies: settings.trustedProxies,
    rateLimits: settings.rateLimits,
    log: log.child({ service: GATEWAY }),
    metrics: portal.metrics,
    health: { live: () => true, ready },
    ...(services.size > 0 ? { calls } : {}),
    ...builtWebApp(),
  });
}

interface Readiness {
  readonly ready: boolean;
  readonly waiting: string[];
}

/** Ready when every service of the process can do its work. Other processes' troubles are theirs: what needs them says so. */
async function readiness(composition: Composition, stopping: () => boolean): Promise<Readiness> {
  const waiting: string[] = stopping() ? ['shutdown'] : [];
  const checks = [...composition.services].map(([name, service]) => service.checkHealth().catch(() => void waiting.push(name)));
  await Promise.all(checks);
  return { ready: waiting.length === 0, waiting };
}

function sayWaiting({ ready, waiting }: Readiness, log: Logger): boolean {
  if (!ready) log.warn({ waiting }, 'not ready');
  return ready;
}
