import type { ArtifactKind, Channel, ReleaseKind } from '@kabinet/contracts/artifacts/manifest';
import { kindOf, platformOf } from './file-kind.ts';

/** What is said of a release beside its files, as the form holds it. */
export interface ReleaseValues {
  product: string;
  version: string;
  kind: ReleaseKind;
  channel: Channel;
  /** Local time; empty for at once. */
  released_at: string;
  notes_ru: string;
  notes_en: string;
  /** Separated by commas or spaces. */
  fixes: string;
}

export interface DraftFile {
  readonly name: string;
  readonly size: number;
  /** Milliseconds since the epoch. With the name and the size it tells whether a file is the one that was chosen before. */
  readonly modified: number;
  readonly kind: ArtifactKind;
  readonly platform: string;
  /** Null until it has been read. */
  readonly sha256: string | null;
}

/** A file of the draft, with its bytes once it is chosen: no browser lets a page keep them over a reload. */
export interface ChosenFile extends DraftFile {
  readonly contents: File | undefined;
}

export interface Draft {
  readonly values: ReleaseValues;
  readonly files: readonly DraftFile[];
}

const REMEMBERED = 'kabinet.upload';

/** What was begun in this browser and not finished: what was sent of it need not be sent again. */
export function readDraft(): Draft | undefined {
  try {
    return (JSON.parse(localStorage.getItem(REMEMBERED) ?? 'null') as Draft | null) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft({ values, files }: { readonly values: ReleaseValues; readonly files: readonly ChosenFile[] }): void {
  const kept = files.map(({ contents: _contents, ...file }) => file);
  localStorage.setItem(REMEMBERED, JSON.stringify({ values, files: kept }));
}

export function forgetDraft(): void {
  localStorage.removeItem(REMEMBERED);
}

/** The files with those that are added: one of the same name takes the place of the other, and what is known of the very same stays. */
export function withFiles(files: readonly ChosenFile[], added: readonly File[]): ChosenFile[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  for (const contents of added) {
    const { name, size, lastModified: modified } = contents;
    const before = byName.get(name);
    const isSame = before?.size === size && before.modified === modified;
    const { kind, platform } = before ?? { kind: kindOf(name), platform: platformOf(name) };
    byName.set(name, { name, size, modified, kind, platform, sha256: isSame ? before.sha256 : null, contents });
  }
  return [...byName.values()];
}
