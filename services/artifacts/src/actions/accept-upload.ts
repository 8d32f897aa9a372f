import { artifactEvents } from '@kabinet/contracts/artifacts/events';
import type { ReleaseManifest } from '@kabinet/contracts/artifacts/manifest';
import type { FoundRelease } from '@kabinet/contracts/artifacts/resources';
import type { ArtifactsContext } from '../context.ts';
import { inBothLanguages } from '../domain/manifest.ts';
import { insertArtifacts, type NewArtifact } from '../queries/artifact.ts';
import { lockUpload, updateUpload } from '../queries/upload.ts';
import type { UploadedFile } from '../queries/uploaded-file.ts';

export interface CheckedUpload {
  readonly fingerprint: string;
  readonly productId: string;
  readonly manifest: ReleaseManifest;
  readonly files: readonly UploadedFile[];
  readonly signedBy: string | null;
}

/** Makes a release of a checked upload, unless the folder changed meanwhile: then another check is on its way. */
export async function acceptUpload(context: ArtifactsContext, id: string, checked: CheckedUpload): Promise<void> {
  await context.system.transaction(async (tx) => {
    const upload = await lockUpload(tx, { id });
    if (upload?.state !== 'checking') return;
    const revision = upload.revision + 1;
    const artifacts = artifactsOf(context, id, revision, checked);
    await insertArtifacts(tx, artifacts);
    const { fingerprint } = checked;
    await updateUpload(tx, id, { state: 'accepted', fingerprint, faults: [], revision }, context.now().toISOString());
    const data = foundRelease(id, checked, artifacts);
    await context.publish(tx, artifactEvents.release_found, { subject: id, version: revision, organization_id: null, root_id: null, data });
  });
}

function artifactsOf(context: ArtifactsContext, releaseId: string, revision: number, checked: CheckedUpload): NewArtifact[] {
  const { manifest, files, productId, signedBy: signed_by } = checked;
  const kept = new Map(files.map((file) => [file.file, file]));
  // Lists show the newest first: the files of a release in the order of its manifest.
  const ids = manifest.artifacts
    .map(() => context.newId())
    .toSorted()
    .toReversed();
  return manifest.artifacts.map(({ file, kind, platform = null, size, sha256, title }, index) => {
    const { object_key = null, crc32 = null } = kept.get(file) ?? {};
    if (object_key === null || crc32 === null) throw new Error(`${file} of ${releaseId} was accepted without having been read`);
    const texts = title === undefined ? null : inBothLanguages(title);
    const described = {
      id: ids[index] ?? context.newId(),
      release_id: releaseId,
      file,
      kind,
      platform,
      size,
      sha256,
      version: manifest.version,
      title: texts,
    };
    return { ...described, found_version: revision, product_id: productId, crc32, object_key, signed_by };
  });
}

function foundRelease(id: string, { productId, manifest }: CheckedUpload, artifacts: readonly NewArtifact[]): FoundRelease {
  const { version, kind, channel, released_at, notes, fixes = [] } = manifest;
  return {
    id,
    product_id: productId,
    version,
    kind,
    channel,
    released_at,
    notes: inBothLanguages(notes),
    fixes,
    artifacts: artifacts.map(
      ({ found_version: _found, product_id: _product, crc32: _crc, object_key: _key, signed_by: _signer, ...artifact }) => artifact,
    ),
  };
}
