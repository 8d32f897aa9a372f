import { createLogger } from '@kabinet/service';
import { checkBroker, migrateBroker, openEvents } from '../broker.ts';
import { migrateAll, startDatabase, type DatabaseServer } from '../database-server.ts';
import { seedDemo } from '../demo/seed.ts';
import { checkListening, explainListening } from '../listening.ts';
import { serveMetrics } from '../metrics-server.ts';
import { peerAddresses } from '../peers.ts';
import { openEntrance, openPortal, type Portal } from '../portal.ts';
import { installationSecret } from '../secret.ts';
import { isLoopback, type Settings } from '../settings.ts';
import { stopRequest, type StopRequest } from '../stop-request.ts';
import { allTargets } from '../targets.ts';
import { untilMigrated } from '../waiting.ts';
import { CommandError } from './command-error.ts';

export interface ServeOptions {
  readonly targets: ReadonlySet<string>;
  /** Migrate an external database too, as `npm start` does for a newcomer. */
  readonly migrate: boolean;
  /** Told where the process listens. */
  readonly onReady: (url: string) => void;
}

/** Who is connected learns from answers to go elsewhere; longer than that nobody keeps an idle connection between processes. */
const PATIENCE_MS = 6_000;

/** Runs the targets until the process is told to stop; then drains it and stops everything that it started, the database last. */
export async function serve(settings: Settings, options: ServeOptions): Promise<void> {
  checkConfiguration(settings, options.targets);
  await checkListening(settings);
  const log = createLogger(settings.logLevel);
  const sayDatabase = (message: string): void => log.info({ detail: message }, 'embedded PostgreSQL');
  const database = await startDatabase(settings, options.targets, sayDatabase, `port ${settings.port}`);
  const stopping = stopRequest(database.lost);
  try {
    if (database.embedded || options.migrate) await migrateNow(settings, database);
    else await untilMigrated(settings, { adminUrl: database.adminUrl, targets: options.targets, stopping, log });
    if (!stopping.requested()) {
      const events = openEvents(settings, log);
      const portal = await openPortal(settings, database, { targets: options.targets, events, log });
      await run(settings, portal, stopping, options.onReady);
    }
  } finally {
    await database.stop();
  }
  const reason = await stopping.reason;
  if (reason instanceof Error) throw reason;
}

async function run(settings: Settings, portal: Portal, stopping: StopRequest, onReady: (url: string) => void): Promise<void> {
  const { composition } = portal;
  try {
    await composition.start();
    if (settings.demo !== undefined && settings.demo !== '0') await seedDemo(composition);
    const entrance = await openEntrance(settings, portal, stopping.requested).catch((error: unknown) => {
      throw explainListening(error, settings);
    });
    const metrics = await serveMetrics(portal.metrics, settings.host, settings.metricsPort, portal.log);
    onReady(entrance.url);
    const reason = await stopping.reason;
    metrics.close();
    // A person at the terminal waits for the end; an orchestrator has others to send requests to first.
    await entrance.close(reason === 'SIGTERM' ? PATIENCE_MS : 0);
  } finally {
    await composition.stop();
  }
}

/** What cannot work says so at once, not when what it waits for is there. */
function checkConfiguration(settings: Settings, targets: ReadonlySet<string>): void {
  checkDemo(settings, targets);
  checkSecret(settings, targets);
  checkBroker(settings, targets);
  peerAddresses(settings.environment, targets);
}

/** The demo's passwords are public, so it must not be reachable from outside by mistake. */
function checkDemo({ demo, host }: Settings, targets: ReadonlySet<string>): void {
  if (demo === undefined || demo === '0') return;
  if (targets.size < allTargets.size) {
    throw new CommandError('KABINET_DEMO: a process that runs some services only cannot fill the demo; run: npx kabinet seed --demo', 2);
  }
  if (demo === '1' && !isLoopback(host)) {
    throw new CommandError(
      `KABINET_DEMO: the demo's passwords are public and HOST ${host} is not loopback; set KABINET_DEMO=force to do it all the same`,
    );
  }
}

/** Processes that each made a secret of their own would not believe each other. */
function checkSecret({ secret }: Settings, targets: ReadonlySet<string>): void {
  if (secret === undefined && targets.size < allTargets.size) {
    throw new CommandError('KABINET_SECRET: needed where services run in several processes, the same for all of them', 2);
  }
}

async function migrateNow(settings: Settings, { adminUrl }: DatabaseServer): Promise<void> {
  await migrateAll(settings, adminUrl, await installationSecret(settings.secret, settings.dataDirectory));
  await migrateBroker(settings);
}
