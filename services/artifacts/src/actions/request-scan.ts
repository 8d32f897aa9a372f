import type { ArtifactsContext } from '../context.ts';

/** Has the bucket looked through soon, or the folder that is named: once, however many ask for it meanwhile. */
export async function requestScan(context: ArtifactsContext, folder?: string): Promise<void> {
  await context.system.transaction((tx) =>
    context.enqueue(tx, 'scan_bucket', folder === undefined ? {} : { prefix: `${folder}/` }, { key: `scan_bucket:${folder ?? ''}` }),
  );
}
