import { principalKey } from '@kabinet/contract/principal';
import type { Bundle } from '@kabinet/contracts/artifacts/downloads';
import { problem, type FieldFault } from '@kabinet/problem';
import type { ArtifactsContext } from '../context.ts';
import { bundleName, layOutBundle } from '../domain/bundle.ts';
import { findBundle, insertBundle, type BundleRow } from '../queries/bundle.ts';
import { findArtifacts, type OfferedArtifact } from '../queries/offered-artifact.ts';
import { offersFor, type Offers } from './decide-offers.ts';

/**
 * Remembers which files belong together; nothing is read and nothing is written but that. Throws `invalid_body` with the reason for
 * each file that is withheld.
 */
export async function createBundle(context: ArtifactsContext, ids: readonly string[]): Promise<Bundle> {
  const found = new Map((await findArtifacts(context.db, ids, context.installation.timeZone)).map((artifact) => [artifact.id, artifact]));
  const files = ids.flatMap((id) => found.get(id) ?? []);
  const offers = await offersFor(context, { product_ids: productsOf(files) });
  const errors = ids.flatMap((id, index) => faultOf(offers, found.get(id), index));
  if (errors.length > 0) throw problem('invalid_body', { errors });
  const bundle: BundleRow = {
    id: context.newId(),
    principal: principalKey(context.origin.principal),
    artifact_ids: [...ids],
    file: bundleName(files),
    size: layOutBundle(files).zip.size,
    created_at: context.now().toISOString(),
  };
  await insertBundle(context.system, bundle);
  return readBundle(context, bundle.id);
}

function faultOf(offers: Offers, artifact: OfferedArtifact | undefined, index: number): FieldFault[] {
  const pointer = `/artifact_ids/${index}`;
  const decided = artifact && offers.on(artifact);
  if (decided?.offered) return [];
  const isThere = decided && decided.reason !== 'not_published';
  return [{ pointer, code: isThere ? decided.reason : 'artifact_not_found' }];
}

/** The bundle of the caller. Throws `bundle_not_found`. */
export async function readBundle(context: ArtifactsContext, id: string): Promise<Bundle> {
  return shown(context, await ownBundle(context, id));
}

export async function ownBundle(context: ArtifactsContext, id: string): Promise<BundleRow> {
  const bundle = await findBundle(context.system, id, principalKey(context.origin.principal));
  if (!bundle) throw problem('bundle_not_found');
  return bundle;
}

export function productsOf(files: readonly OfferedArtifact[]): string[] {
  return [...new Set(files.map(({ product_id }) => product_id))];
}

function shown({ installation }: ArtifactsContext, { principal: _principal, ...bundle }: BundleRow): Bundle {
  return { ...bundle, download_url: `${installation.publicUrl}/api/v1/bundles/${bundle.id}/content` };
}
