import { existsSync } from 'node:fs';
import { clusterPath } from '@kabinet/embedded-postgres';
import { createLogger } from '@kabinet/service';
import { joinDatabase, missingMigrations, migrateAll, needsEmbedded } from '../database-server.ts';
import { openPortal, type Portal } from '../portal.ts';
import { installationSecret } from '../secret.ts';
import type { Settings } from '../settings.ts';
import { CommandError } from './command-error.ts';

/** Opening an embedded installation makes it where there is none: a command that only looks at one says so instead. */
export function requireInstallation(settings: Settings, advice = ''): void {
  if (needsEmbedded(settings) && !existsSync(clusterPath(settings.dataDirectory))) {
    throw new CommandError(`there is no installation in ${settings.dataDirectory}${advice}`, 2);
  }
}

/** Runs `work` on the services of the installation, beside a running portal or alone. */
export async function withPortal<T>(settings: Settings, work: (portal: Portal) => Promise<T>): Promise<T> {
  const log = createLogger('error');
  const database = await joinDatabase(settings, () => {});
  try {
    const secret = await installationSecret(settings.secret, settings.dataDirectory);
    if (database.embedded) await migrateAll(settings, database.adminUrl, secret);
    else if ((await missingMigrations(settings, database.adminUrl)).length > 0) {
      throw new CommandError('the database is not up to date; run: npx kabinet migrate');
    }
    const portal = await openPortal(settings, database, { log });
    try {
      return await work(portal);
    } finally {
      await portal.composition.stop();
    }
  } finally {
    await database.stop();
  }
}
