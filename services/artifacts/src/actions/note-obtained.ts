import { artifactEvents } from '@kabinet/contracts/artifacts/events';
import type { ArtifactKind } from '@kabinet/contracts/artifacts/manifest';
import type { ArtifactsContext } from '../context.ts';
import type { Entitlement } from '../domain/entitlement.ts';
import { insertObtained } from '../queries/obtained-version.ts';

/** What may run afterwards; documents and bills of materials do not. */
const RUNNING: readonly ArtifactKind[] = ['image', 'update'];

/** A file that is taken, and by which right. */
export interface Obtained {
  readonly kind: ArtifactKind;
  readonly product_id: string;
  readonly version: string;
  readonly by: Entitlement;
}

/** Tells that an organization begins to fetch a version that it has not had before: from then on it may be running it. */
export async function noteObtained(context: ArtifactsContext, files: readonly Obtained[]): Promise<void> {
  await context.system.transaction(async (tx) => {
    for (const { kind, product_id, version, by } of files) {
      const license = by.offered ? by.holding?.license : undefined;
      if (!license || !RUNNING.includes(kind)) continue;
      const { organization_id, root_id } = license;
      if (!(await insertObtained(tx, { organization_id, root_id, product_id, version }))) continue;
      const id = context.newId();
      const data = { id, organization_id, root_id, product_id, version };
      await context.publish(tx, artifactEvents.version_obtained, { subject: id, version: 1, organization_id, root_id, data });
    }
  });
}
