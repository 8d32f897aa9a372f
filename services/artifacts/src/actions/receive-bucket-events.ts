import type { ArtifactsContext } from '../context.ts';
import { foldersIn } from '../domain/bucket-event.ts';
import { requestScan } from './request-scan.ts';

/** Has the folders looked at that the object store tells of. What it says of their contents is not believed but looked up. */
export async function receiveBucketEvents(context: ArtifactsContext, event: Readonly<Record<string, unknown>>): Promise<void> {
  for (const folder of foldersIn(event)) await requestScan(context, folder);
}
