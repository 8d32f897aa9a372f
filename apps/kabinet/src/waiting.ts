import { setTimeout as pause } from 'node:timers/promises';
import { listenForCalls } from '@kabinet/remote';
import type { Logger } from 'pino';
import { missingMigrations } from './database-server.ts';
import type { Settings } from './settings.ts';
import type { StopRequest } from './stop-request.ts';

export interface WaitingFor {
  readonly adminUrl: string;
  readonly targets: ReadonlySet<string>;
  readonly stopping: StopRequest;
  readonly log: Logger;
}

const LOOK_AGAIN_MS = 1_000;

/**
 * Resolves when the databases of the targets can be reached and are migrated, or when the process is to stop: processes may be
 * started in any order. Says what it waits for, and meanwhile answers that it is alive and not ready.
 */
export async function untilMigrated(settings: Settings, { adminUrl, targets, stopping, log }: WaitingFor): Promise<void> {
  let reason = await whatIsMissing(settings, adminUrl, targets);
  if (reason === undefined) return;
  const listener = await listenForCalls({ host: settings.host, port: settings.port, ready: async () => false });
  let said: string | undefined;
  while (reason !== undefined && !stopping.requested()) {
    if (said !== reason) log.warn({ waiting_for: reason }, 'waiting');
    said = reason;
    await Promise.race([pause(LOOK_AGAIN_MS), stopping.reason]);
    reason = await whatIsMissing(settings, adminUrl, targets);
  }
  await listener.close(0);
}

async function whatIsMissing(settings: Settings, adminUrl: string, targets: ReadonlySet<string>): Promise<string | undefined> {
  try {
    const missing = await missingMigrations(settings, adminUrl, targets);
    return missing.length > 0 ? `migrations (${missing.join(', ')}); run: npx kabinet migrate` : undefined;
  } catch (error) {
    return `PostgreSQL: ${error instanceof Error ? error.message || String((error as { code?: unknown }).code) : String(error)}`;
  }
}
