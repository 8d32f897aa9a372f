import { closed, Instant } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';

/** The name of the manifest in an upload's folder; it is written last. */
export const MANIFEST_FILE = 'release.json';

export const ReleaseKind = Type.Enum(['major', 'update', 'hotfix', 'security']);
export type ReleaseKind = Static<typeof ReleaseKind>;

/** Who a release is meant for: everybody, those who try things early, those who stay with a long-lived line. */
export const Channel = Type.Enum(['stable', 'beta', 'lts']);
export type Channel = Static<typeof Channel>;

export const ArtifactKind = Type.Enum(['image', 'update', 'documentation', 'sbom', 'signature', 'other']);
export type ArtifactKind = Static<typeof ArtifactKind>;

/** A release's version as the vendor writes it, and the name of its folder: no `/`, and no dot at its beginning. */
export const Version = Type.String({ pattern: '^[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}$', title: 'version' });
/** The name of a file in the folder: no folders of its own, no control characters, no dot at its beginning. */
export const FileName = Type.String({
  pattern: '^[^./\\\\\\u0000-\\u001f\\u007f][^/\\\\\\u0000-\\u001f\\u007f]{0,199}$',
  title: 'file_name',
});
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$', title: 'sha256' });
/** In bytes; below 5 TiB, which is S3's limit. */
export const FileSize = Type.Integer({ minimum: 0, maximum: 5_497_558_138_880 });
/** What the files are for, such as `x86_64`. */
const Platform = Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,39}$', title: 'platform' });
/** Of a CVE (`CVE-2026-12345`), or the number that the vendor's own tracker gives. */
const Fix = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9-]{1,40}$', title: 'fix' });

const NotesText = Type.String({ minLength: 1, maxLength: 20_000 });
const TitleText = Type.String({ minLength: 1, maxLength: 300 });

/** What a product team says about its upload: `release.json`. English texts that are missing are the Russian ones. */
export const ReleaseManifest = closed({
  product: Type.String({ minLength: 1, maxLength: 64 }),
  version: Version,
  kind: ReleaseKind,
  channel: Channel,
  released_at: Instant,
  notes: closed({ ru: NotesText, en: Type.Optional(NotesText) }),
  fixes: Type.Optional(Type.Array(Fix, { maxItems: 200 })),
  artifacts: Type.Array(
    closed({
      file: FileName,
      kind: ArtifactKind,
      platform: Type.Optional(Platform),
      size: FileSize,
      sha256: Sha256,
      title: Type.Optional(closed({ ru: TitleText, en: Type.Optional(TitleText) })),
    }),
    { minItems: 1, maxItems: 500 },
  ),
});
export type ReleaseManifest = Static<typeof ReleaseManifest>;
