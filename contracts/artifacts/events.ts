import { defineEvents } from '@kabinet/contract/events';
import { closed, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';
import { FoundRelease, UploadFault } from './resources.ts';

/** An upload that is no release, or not any more what it was accepted as. */
export const QuestionableUpload = closed({
  id: Uuid,
  folder: Type.String(),
  /** Null for a folder that names no product. */
  product_id: nullable(Uuid),
  version: Type.String(),
  faults: Type.Array(UploadFault),
});
export type QuestionableUpload = Static<typeof QuestionableUpload>;

/** That an organization has images or updates of a version: told once, whoever downloads them again. */
export const ObtainedVersion = closed({ id: Uuid, organization_id: Uuid, root_id: Uuid, product_id: Uuid, version: Type.String() });

/** A key by which releases are signed. */
const ReleaseKeyState = closed({ id: Type.String(), name: Type.String() });

/** Every event carries the upload's whole state. Uploads belong to no organization, what was obtained does. */
export const artifactEvents = defineEvents('artifacts', {
  release_found: { type: 'release.found', summary: 'An upload is complete and what its manifest says', data: FoundRelease },
  release_held: { type: 'release.held', summary: 'An upload is wrong or incomplete, and held', data: QuestionableUpload },
  release_altered: {
    type: 'release.altered',
    summary: 'Files of a release changed in the bucket after it was accepted; they are not served',
    data: QuestionableUpload,
  },
  release_key_added: { type: 'release_key.added', summary: 'A key by which releases are signed was published', data: ReleaseKeyState },
  release_key_retired: { type: 'release_key.retired', summary: 'A key signs no more releases', data: ReleaseKeyState },
  version_obtained: {
    type: 'version.obtained',
    summary: 'An organization has downloaded images or updates of a version for the first time',
    data: ObtainedVersion,
  },
});
