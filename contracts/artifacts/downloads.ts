import { CalendarDate, closed, Instant, LocalizedText, NamedRef, nullable, Uuid } from '@kabinet/contract/schemas';
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
  /** The published key that signed the digests of the release; null where none did, or the portal knew none then. */
  signed_by: nullable(closed({ id: Type.String(), name: Type.String() })),
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

/** In days: every answer of the period is summed. */
export const LONGEST_STATISTICS = 366;

const figures = {
  /** Begun at their first byte; those that were resumed count once. */
  begun: Type.Integer(),
  /** Of them and of those resumed: whose last byte left the portal. */
  finished: Type.Integer(),
  /** Of those begun: the store was left to send the bytes, and tells of no end. */
  handed_over: Type.Integer(),
  /** What left the portal, repeated parts too. */
  bytes: Type.Integer(),
};

/** What was downloaded in a period of days of the vendor's time zone, both ends included. */
export const DownloadStatistics = closed({
  from: CalendarDate,
  until: CalendarDate,
  total: closed(figures),
  /** Every day of the period. */
  days: Type.Array(closed({ day: CalendarDate, ...figures })),
  /** The versions of which most was downloaded, at most 50; archives of several files have no version. */
  versions: Type.Array(
    closed({
      product: nullable(closed({ id: Uuid, slug: Type.String(), name: LocalizedText })),
      version: nullable(Type.String()),
      ...figures,
      /** How many different organizations. */
      organizations: Type.Integer(),
    }),
  ),
});
export type DownloadStatistics = Static<typeof DownloadStatistics>;
