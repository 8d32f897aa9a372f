import type { FieldFault } from '@kabinet/problem';
import type { ArtifactKind, Channel, ReleaseKind, ReleaseManifest } from '@kabinet/contracts/artifacts/manifest';
import type { DownloadState } from '@kabinet/contracts/artifacts/downloads';
import type { Artifact, UploadFault } from '@kabinet/contracts/artifacts/resources';
import type { Candidate } from './domain/entitlement.ts';

/** What the JSON columns hold; `tables.ts` is generated with these types. */
export interface ColumnTypes {
  'advisory_file.faults': FieldFault[];
  'product.name': { ru: string; en: string };
  'product.update_policy': Candidate['product']['update_policy'];
  'product.security_policy': Candidate['product']['security_policy'];
  'upload.manifest': ReleaseManifest;
  'upload.faults': UploadFault[];
  'uploaded_file.kind': ArtifactKind;
  'uploaded_file.fault': UploadFault;
  'download.state': DownloadState;
  'release.kind': ReleaseKind;
  'release.channel': Channel;
  'release.status': Candidate['release']['status'];
  'artifact.kind': ArtifactKind;
  'artifact.title': NonNullable<Artifact['title']>;
}
