/** A version that can be compared: its numbers, and the label of a pre-release, which stands before the release itself. */
export interface Version {
  readonly numbers: readonly number[];
  readonly pre: string | null;
}

/** Digits stay below 2⁵³; a label begins with a letter, so that `1.8.1-2` is the second build of 1.8.1, not ahead of it. */
const FORM = /^v?(\d{1,15}(?:[.-]\d{1,15}){0,9})(?:[.-]?([a-z][0-9a-z.-]{0,40}))?(?:\+[0-9a-z.-]{1,60})?$/i;

/** The version that `text` names; undefined where nothing can be said about what comes before or after it. */
export function parseVersion(text: string): Version | undefined {
  const [, numbers, pre] = FORM.exec(text.trim()) ?? [];
  if (numbers === undefined) return undefined;
  return { numbers: numbers.split(/[.-]/).map(Number), pre: pre?.toLowerCase() ?? null };
}

/** Negative: `a` comes before `b`. Missing numbers are zeros: 1.8 is 1.8.0. */
export function compareVersions(a: Version, b: Version): number {
  const length = Math.max(a.numbers.length, b.numbers.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a.numbers[index] ?? 0) - (b.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.pre === null || b.pre === null) return Number(a.pre === null) - Number(b.pre === null);
  return a.pre.localeCompare(b.pre, 'en', { numeric: true });
}
