import { createLogger } from '@kabinet/service';
import type { Gateway } from '@kabinet/gateway';
import { migrateAll, missingMigrations, startDatabase, type DatabaseServer } from '../database-server.ts';
import { seedDemo } from '../demo/seed.ts';
import { serveMetrics } from '../metrics-server.ts';
import { openGateway, openPortal, type Portal } from '../portal.ts';
import { installationSecret } from '../secret.ts';
import { isLoopback, type Settings } from '../settings.ts';
import { CommandError } from './command-error.ts';

export interface ServeOptions {
  /** Migrate an external database too, as `npm start` does for a newcomer. */
  readonly migrate: boolean;
  readonly onReady: (gateway: Gateway) => void;
}

/** Runs the portal until the process is told to stop; then drains it and stops everything that it started, the database last. */
export async function serve(settings: Settings, options: ServeOptions): Promise<void> {
  checkDemo(settings);
  const log = createLogger(settings.logLevel);
  const database = await startDatabase(
    settings,
    (message) => log.info({ detail: message }, 'embedded PostgreSQL'),
    `port ${settings.port}`,
  );
  const stopping = stopRequest(database);
  try {
    await prepareSchemas(settings, database, options.migrate);
    const portal = await openPortal(settings, database, log);
    await run(settings, portal, stopping, options.onReady);
  } finally {
    await database.stop();
  }
  const reason = await stopping.reason;
  if (reason instanceof Error) throw reason;
}

async function run(settings: Settings, portal: Portal, stopping: StopRequest, onReady: (gateway: Gateway) => void): Promise<void> {
  const { composition } = portal;
  try {
    await composition.start();
    if (settings.demo !== undefined && settings.demo !== '0') await seedDemo(composition);
    const gateway = await openGateway(settings, portal, () => !stopping.requested());
    const metrics = await serveMetrics(portal.metrics, settings.host, settings.metricsPort, portal.log);
    onReady(gateway);
    await stopping.reason;
    metrics.close();
    await gateway.close();
  } finally {
    await composition.stop();
  }
}

/** The demo's passwords are public, so it must not be reachable from outside by mistake. */
function checkDemo(settings: Settings): void {
  if (settings.demo === '1' && !isLoopback(settings.host)) {
    throw new CommandError(
      `KABINET_DEMO: the demo's passwords are public and HOST ${settings.host} is not loopback; set KABINET_DEMO=force to do it all the same`,
    );
  }
}

async function prepareSchemas(settings: Settings, database: DatabaseServer, migrateExternal: boolean): Promise<void> {
  const secret = await installationSecret(settings.secret, settings.dataDirectory);
  if (database.embedded || migrateExternal) {
    await migrateAll(settings, database.adminUrl, secret);
    return;
  }
  const missing = await missingMigrations(settings, database.adminUrl);
  if (missing.length > 0) {
    throw new CommandError(`the database is not up to date (${missing.length} migrations are missing); run: npx kabinet migrate`);
  }
}

const ONE_KEYSTROKE_MS = 500;

interface StopRequest {
  requested(): boolean;
  /** Resolves on SIGINT or SIGTERM, or with an error when the embedded database was lost. */
  readonly reason: Promise<NodeJS.Signals | Error>;
}

function stopRequest(database: DatabaseServer): StopRequest {
  let requested = false;
  let requestedAt = 0;
  const reason = new Promise<NodeJS.Signals | Error>((resolve) => {
    const stop = (why: NodeJS.Signals | Error): void => {
      if (!requested) requestedAt = Date.now();
      requested = true;
      resolve(why);
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        // Asked twice: the person does not want to wait. The next start recovers.
        // npm passes a terminal's Ctrl-C on, so one keystroke may arrive twice.
        if (requested && signal === 'SIGINT' && Date.now() - requestedAt > ONE_KEYSTROKE_MS) process.exit(130);
        stop(signal);
      });
    }
    void database.lost?.then(stop);
  });
  return { requested: () => requested, reason };
}
