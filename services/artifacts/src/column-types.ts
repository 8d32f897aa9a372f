import type { ArtifactKind, Channel, ReleaseKind, ReleaseManifest } from '@kabinet/contracts/artifacts/manifest';
import type { Artifact, UploadFault } from '@kabinet/contracts/artifacts/resources';

/** What the JSON columns hold; `tables.ts` is generated with these types. */
export interface ColumnTypes {
  'product.name': { ru: string; en: string };
  'upload.manifest': ReleaseManifest;
  'upload.faults': UploadFault[];
  'uploaded_file.kind': ArtifactKind;
  'uploaded_file.fault': UploadFault;
  'release.kind': ReleaseKind;
  'release.channel': Channel;
  'artifact.kind': ArtifactKind;
  'artifact.title': NonNullable<Artifact['title']>;
}
