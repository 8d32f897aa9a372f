import { withEnd } from '@kabinet/contract/chunks';
import type { Content } from '@kabinet/contract/content';
import { organizationsOf, principalKey } from '@kabinet/contract/principal';
import type { ArtifactsContext } from '../context.ts';
import type { Entitlement } from '../domain/entitlement.ts';
import { endDownload, insertDownload, type DownloadRow } from '../queries/download.ts';
import { noteObtained, type Obtained } from './note-obtained.ts';

/** What is taken, and by which right. */
export interface Taken {
  readonly artifact_id: string | null;
  readonly bundle_id: string | null;
  readonly file: string;
  readonly version: string | null;
  readonly size: number;
  readonly by: Entitlement;
  /** The files in it. */
  readonly files: readonly Obtained[];
}

/** The same bytes; who takes them, and whether they got all of them, is written down. Nothing is for a HEAD or a 304. */
export function recorded(context: ArtifactsContext, taken: Taken, content: Content): Content {
  return {
    ...content,
    async open(part, signal) {
      const { start, end } = part ?? { start: 0, end: taken.size - 1 };
      const row = rowOf(context, taken, { first_byte: start, wanted: end - start + 1, state: 'under_way' });
      await insertDownload(context.system, row);
      await noteObtained(context, taken.files);
      return withEnd(await content.open(part, signal), (bytes) => {
        const state = bytes === row.wanted ? 'complete' : 'broken_off';
        return endDownload(context.renew().system, row, state, bytes);
      });
    },
  };
}

/** Writes down that the client was sent to the store for the bytes: it tells nobody how many it gave. */
export async function recordHandover(context: ArtifactsContext, taken: Taken): Promise<void> {
  await insertDownload(context.system, rowOf(context, taken, { first_byte: 0, wanted: taken.size, state: 'handed_over' }));
  await noteObtained(context, taken.files);
}

function rowOf(
  context: ArtifactsContext,
  { by, files: _files, ...taken }: Taken,
  more: Pick<DownloadRow, 'first_byte' | 'state'> & { readonly wanted: number },
): DownloadRow & { readonly wanted: number } {
  const license = by.offered ? by.holding?.license : undefined;
  return {
    ...taken,
    ...more,
    id: context.newId(),
    started_at: context.now().toISOString(),
    organization_id: license?.organization_id ?? null,
    root_id: license?.root_id ?? null,
    principal: principalKey(context.origin.principal),
    principal_organizations: [...organizationsOf(context.origin.principal)],
    bytes: null,
  };
}
