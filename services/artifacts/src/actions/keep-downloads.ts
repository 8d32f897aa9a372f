import type { ArtifactsContext } from '../context.ts';
import { addDownloadMonth, giveUpDownloads } from '../queries/download.ts';

const DAY_MS = 24 * 3600 * 1000;
/** Longer than any line needs for the largest file. */
const LONGEST_DAYS = 7;

/** Makes room for the downloads of the coming months, and closes those whose process did not live to. */
export async function keepDownloads(context: ArtifactsContext): Promise<void> {
  const now = context.now().getTime();
  for (const days of [0, 31, 62]) await addDownloadMonth(context.system, new Date(now + days * DAY_MS).toISOString().slice(0, 10));
  await giveUpDownloads(context.system, new Date(now - LONGEST_DAYS * DAY_MS).toISOString());
}
