import type { ReleaseManifest } from '@kabinet/contracts/artifacts/manifest';
import type { DraftFile, ReleaseValues } from './draft.ts';
import { instantOf } from './local-time.ts';

/** A file whose bytes have been read. */
export interface MeasuredFile extends DraftFile {
  readonly sha256: string;
}

/** `release.json` for what was said and chosen; without a date the release comes out `now`. */
export function manifestOf(values: ReleaseValues, files: readonly MeasuredFile[], now: Date): ReleaseManifest {
  const { product, version, kind, channel, released_at, notes_ru, notes_en, fixes } = values;
  const numbers = fixes.split(/[\s,;]+/).filter((fix) => fix !== '');
  return {
    product,
    version,
    kind,
    channel,
    released_at: released_at === '' ? now.toISOString() : instantOf(released_at),
    notes: { ru: notes_ru, ...(notes_en.trim() === '' ? {} : { en: notes_en }) },
    ...(numbers.length > 0 ? { fixes: numbers } : {}),
    artifacts: files.map(({ name, kind: artifactKind, platform, size, sha256 }) => ({
      file: name,
      kind: artifactKind,
      ...(platform.trim() === '' ? {} : { platform: platform.trim() }),
      size,
      sha256,
    })),
  };
}
