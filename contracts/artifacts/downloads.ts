import { closed, Instant, LocalizedText, NamedRef, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';
import { Channel, ReleaseKind } from './manifest.ts';
import { Artifact } from './resources.ts';

export type { Holding } from '../licenses/holdings.ts';

/** Why a file is withheld. Each is a problem of its own, whose detail is the next step. */
export const Refusal = Type.Enum([
  'no_license',
  'license_expired',
  'version_not_covered',
  'support_expired',
  'not_published',
  'recalled',
  'not_for_your_role',
]);
export type Refusal = Static<typeof Refusal>;

const listed = {
  ...Artifact.properties,
  product: closed({ id: Uuid, slug: Type.String(), name: LocalizedText }),
  release: closed({ kind: ReleaseKind, channel: Channel, released_at: Instant }),
};

/** A file that is out: with the permanent URL of its bytes, or with the reason why not and what to do. */
export const ListedArtifact = closed({
  ...listed,
  download_url: Type.Optional(Type.String()),
  reason: Type.Optional(Refusal),
  next_step: Type.Optional(Type.String()),
});
export type ListedArtifact = Static<typeof ListedArtifact>;

/** In one archive. */
const MOST_FILES = 500;
export const NewBundle = closed({ artifact_ids: Type.Array(Uuid, { minItems: 1, maxItems: MOST_FILES, uniqueItems: true }) });

/** Several files as one ZIP, for its maker alone. */
export const Bundle = closed({
  id: Uuid,
  file: Type.String(),
  /** Of the archive, in bytes. */
  size: Type.Integer(),
  artifact_ids: Type.Array(Uuid),
  download_url: Type.String(),
  created_at: Instant,
});
export type Bundle = Static<typeof Bundle>;

/** `handed_over`: the client was sent to the store for them. */
export const DownloadState = Type.Enum(['under_way', 'complete', 'broken_off', 'handed_over']);
export type DownloadState = Static<typeof DownloadState>;

/** Bytes that somebody took, or began to take: one answer, so that a file that was resumed is several. */
export const Download = closed({
  id: Uuid,
  /** The organization by whose licence they were offered; null for the vendor's people, who need none. */
  cabinet: nullable(NamedRef),
  /** Who took them: `user:<id>` or `machine:<id>`; null for somebody of whom the reader may not know, such as of the parent. */
  principal: nullable(Type.String()),
  artifact_id: nullable(Uuid),
  bundle_id: nullable(Uuid),
  file: Type.String(),
  version: nullable(Type.String()),
  /** How many were asked for, from which one on. */
  wanted: Type.Integer(),
  first_byte: Type.Integer(),
  /** How many left the portal; null while they do, and where the store sends them itself. */
  bytes: nullable(Type.Integer()),
  /** Of the whole file. */
  size: Type.Integer(),
  state: DownloadState,
  started_at: Instant,
});
export type Download = Static<typeof Download>;
