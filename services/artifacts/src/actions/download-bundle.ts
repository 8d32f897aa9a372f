import type { Reply } from '@kabinet/contract';
import { attachment } from '@kabinet/contract/attachment';
import type { Content, Part } from '@kabinet/contract/content';
import { problem } from '@kabinet/problem';
import { slicesOf } from '@kabinet/zip-layout';
import type { ArtifactsContext } from '../context.ts';
import { layOutBundle, type BundleLayout } from '../domain/bundle.ts';
import type { Entitlement } from '../domain/entitlement.ts';
import { findArtifacts, type OfferedArtifact } from '../queries/offered-artifact.ts';
import { ownBundle, productsOf } from './create-bundle.ts';
import { offersFor } from './decide-offers.ts';
import { requireOffer } from './download-artifact.ts';
import type { Obtained } from './note-obtained.ts';
import { recorded } from './record-download.ts';

/** The bytes of an archive, as long as each of its files is offered. Throws `bundle_not_found` or the reason why one is withheld. */
export async function downloadBundle(context: ArtifactsContext, id: string): Promise<Reply<Content>> {
  const bundle = await ownBundle(context, id);
  const { files, by, obtained } = await filesOf(context, bundle.artifact_ids);
  const layout = layOutBundle(files);
  const { zip, etag } = layout;
  const body: Content = {
    size: zip.size,
    etag,
    open: async (part, signal) => {
      const bytes = bytesOf(context, files, layout, part, signal);
      return { [Symbol.asyncIterator]: () => bytes, destroy: () => undefined };
    },
  };
  const headers = { 'content-disposition': attachment(bundle.file), 'cache-control': 'private, no-cache, no-transform' };
  const { file } = bundle;
  const taken = { artifact_id: null, bundle_id: id, file, version: null, size: zip.size, by, files: obtained };
  return { body: recorded(context, taken, body), headers };
}

/** The files in the order of the archive, and by what the first of them is offered. */
async function filesOf(
  context: ArtifactsContext,
  ids: readonly string[],
): Promise<{ files: OfferedArtifact[]; by: Entitlement; obtained: Obtained[] }> {
  const found = new Map((await findArtifacts(context.db, ids, context.installation.timeZone)).map((artifact) => [artifact.id, artifact]));
  const files = ids.map((id) => {
    const artifact = found.get(id);
    if (!artifact) throw problem('artifact_not_found');
    return artifact;
  });
  const offers = await offersFor(context, { product_ids: productsOf(files) });
  const obtained = files.map((file) => ({ ...file, by: requireOffer(offers, file) }));
  const [first] = obtained;
  if (!first) throw problem('bundle_not_found');
  return { files, by: first.by, obtained };
}

/** One file after the other, each opened when it is its turn. */
async function* bytesOf(
  { state }: ArtifactsContext,
  files: readonly OfferedArtifact[],
  { zip, sums }: BundleLayout,
  part: Part | undefined,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for (const slice of slicesOf(zip, part?.start ?? 0, part?.end ?? zip.size - 1)) {
    if ('bytes' in slice) {
      yield slice.bytes;
      continue;
    }
    const { start, end } = slice;
    const file = files[slice.entry];
    // The one entry that is no file is behind them.
    if (!file) yield sums.subarray(start, end + 1);
    else yield* (await state.kept.read(file.object_key, { range: { start, end }, signal })).chunks;
  }
}
