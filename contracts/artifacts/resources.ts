import { closed, Instant, LocalizedText, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';
import { ArtifactKind, Channel, FileName, ReleaseKind, Sha256, Version } from './manifest.ts';

/** A file of a release, checked and kept where nobody but the portal writes. */
export const Artifact = closed({
  id: Uuid,
  release_id: Uuid,
  file: Type.String(),
  kind: ArtifactKind,
  platform: nullable(Type.String()),
  size: Type.Integer(),
  sha256: Type.String(),
  version: Type.String(),
  title: nullable(LocalizedText),
});
export type Artifact = Static<typeof Artifact>;

/** Why an upload is held: of a file, or of a place in the manifest; of the upload as a whole where both are null. */
export const UploadFault = closed({
  file: nullable(Type.String()),
  pointer: nullable(Type.String()),
  code: Type.String(),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});
export type UploadFault = Static<typeof UploadFault>;

/** The same for people, in their language. */
const ExplainedFault = closed({ ...UploadFault.properties, detail: Type.String() });

/**
 * - `checking`: found, and its files are being read;
 * - `held`: wrong or incomplete, and looked at again when it changes;
 * - `accepted`: a release;
 * - `altered`: a release whose files in the bucket changed after it was accepted; what is served did not.
 */
export const UploadState = Type.Enum(['checking', 'held', 'accepted', 'altered']);
export type UploadState = Static<typeof UploadState>;

/** What was found in a folder of the bucket. Its id is that of the release that it becomes. */
export const Upload = closed({
  id: Uuid,
  /** `<product>/<version>` */
  folder: Type.String(),
  product: nullable(closed({ id: Uuid, slug: Type.String(), name: LocalizedText })),
  version: Type.String(),
  state: UploadState,
  faults: Type.Array(ExplainedFault),
  /** In bytes: what the manifest names, and how much of it has been checked. */
  size: Type.Integer(),
  checked: Type.Integer(),
  found_at: Instant,
  updated_at: Instant,
});
export type Upload = Static<typeof Upload>;

/** A file of the folder as the manifest names it; `sha256` is null until it has been read. */
const UploadedFile = closed({
  file: Type.String(),
  kind: ArtifactKind,
  size: Type.Integer(),
  sha256: nullable(Type.String()),
  state: Type.Enum(['waiting', 'checked', 'wrong']),
});
export const UploadDetails = closed({ ...Upload.properties, files: Type.Array(UploadedFile) });
export type UploadDetails = Static<typeof UploadDetails>;

/** What the portal found: the manifest, its texts in both languages, its files as they are kept. */
export const FoundRelease = closed({
  id: Uuid,
  product_id: Uuid,
  version: Type.String(),
  kind: ReleaseKind,
  channel: Channel,
  released_at: Instant,
  notes: closed({ ru: Type.String(), en: Type.String() }),
  fixes: Type.Array(Type.String()),
  artifacts: Type.Array(Artifact),
});
export type FoundRelease = Static<typeof FoundRelease>;

/** In bytes: what a process has in memory for each part that is under way. */
export const PART_SIZE = 8 * 1024 * 1024;
const MOST_PARTS = 10_000;

/** Which file of which release a transfer brings. */
export const NewTransfer = closed({
  /** Id or slug. */
  product: Type.String({ pattern: '^[0-9A-Za-z-]{1,64}$', title: 'product_ref' }),
  version: Version,
  file: FileName,
  /** In bytes. Larger files are brought to S3 directly. */
  size: Type.Integer({ minimum: 0, maximum: MOST_PARTS * PART_SIZE }),
  sha256: Sha256,
});
export type NewTransfer = Static<typeof NewTransfer>;

/**
 * A file on its way into the bucket, in parts of `part_size` bytes that may come in any order and again. Once all are there it is
 * `assembling` until its SHA-256 has been compared; `failed` says that it is not the announced one.
 */
export const FileTransfer = closed({
  id: Uuid,
  folder: Type.String(),
  file: Type.String(),
  size: Type.Integer(),
  sha256: Type.String(),
  state: Type.Enum(['receiving', 'assembling', 'stored', 'failed']),
  part_size: Type.Integer(),
  parts: Type.Integer(),
  /** The numbers of the parts that are there, from 1. */
  received: Type.Array(Type.Integer()),
  created_at: Instant,
});
export type FileTransfer = Static<typeof FileTransfer>;

/** The beginning of the SHA-256 of the key itself, in hexadecimal: the same key is the same wherever it is published. */
export const ReleaseKeyId = Type.String({ pattern: '^[0-9a-f]{16}$' });

/** A public key by which releases are signed: Ed25519, in PEM (RFC 8410). What it signed before it was retired stays signed. */
export const ReleaseKey = closed({
  id: ReleaseKeyId,
  name: Type.String(),
  public_key: Type.String(),
  added_at: Instant,
  retired_at: nullable(Instant),
});
export type ReleaseKey = Static<typeof ReleaseKey>;
