import type { EventOf } from '@kabinet/contract/events';
import type { artifactEvents } from '@kabinet/contracts/artifacts/events';
import type { Transaction } from '@kabinet/database';
import type { ProductsContext } from '../context.ts';
import { recordObtained } from '../queries/holding.ts';

type VersionObtained = EventOf<typeof artifactEvents.version_obtained>;

/** Keeps that an organization has downloaded a version: it may be running it from now on. */
export async function learnObtained(_context: ProductsContext, { data }: VersionObtained, tx: Transaction): Promise<void> {
  await recordObtained(tx, data);
}
