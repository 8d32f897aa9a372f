import { createLogger, type Installation } from '@kabinet/service';
import { startGateway, type Gateway } from '@kabinet/gateway';
import { accessTable } from '@kabinet/contracts/access';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { compose, type Composition } from './compose.ts';
import type { DatabaseServer } from './database-server.ts';
import { installationSecret } from './secret.ts';
import type { Settings } from './settings.ts';
import { manifests } from './targets.ts';

/** The services of this process, composed over a database that is up to date. */
export interface Portal {
  readonly composition: Composition;
  readonly installation: Installation;
  readonly log: Logger;
  readonly metrics: Registry;
}

/** Opens all services; nothing runs in the background and nothing listens yet. */
export async function openPortal(settings: Settings, database: Pick<DatabaseServer, 'adminUrl'>, log?: Logger): Promise<Portal> {
  const secret = await installationSecret(settings.secret, settings.dataDirectory);
  const installation = { publicUrl: settings.publicUrl, secret, timeZone: settings.timeZone, dataDirectory: settings.dataDirectory };
  const logger = log ?? createLogger(settings.logLevel);
  const metrics = new Registry();
  const composition = await compose({
    manifests,
    adminUrl: database.adminUrl,
    installation,
    environment: settings.environment,
    log: logger,
    metrics,
    checkReplies: false,
  });
  return { composition, installation, log: logger, metrics };
}

/** Opens the public edge of a portal. `live` turns false once the process is to be replaced. */
export async function openGateway(settings: Settings, portal: Portal, live: () => boolean): Promise<Gateway> {
  return startGateway({
    contracts: portal.composition.contracts,
    transports: portal.composition.transports,
    events: portal.composition.events,
    access: accessTable,
    installation: portal.installation,
    host: settings.host,
    port: settings.port,
    trustedProxies: settings.trustedProxies,
    rateLimits: settings.rateLimits,
    log: portal.log.child({ service: 'gateway' }),
    metrics: portal.metrics,
    health: { live, ready: () => readiness(portal.composition, live) },
  });
}

/** Ready when every service of the process can do its work. */
async function readiness(composition: Composition, live: () => boolean): Promise<{ ready: boolean; waiting: string[] }> {
  const waiting: string[] = live() ? [] : ['shutdown'];
  const checks = [...composition.services].map(([name, service]) => service.checkHealth().catch(() => void waiting.push(name)));
  await Promise.all(checks);
  return { ready: waiting.length === 0, waiting };
}
