import type { VersionStatement } from '@kabinet/contracts/products/advisory-resources';
import { compareVersions, contains, covers, overlap, parseRange, parseVersion, type Interval, type Version } from '@kabinet/version-range';

/** What is known of a version, or of every version of a line. */
export type Verdict = 'affected' | 'unknown' | 'safe';

/** A statement with its texts read once. */
export interface ReadStatement {
  readonly affected: readonly Interval[];
  /** Named as fixed or as never affected, or later than the last fix. */
  readonly safe: readonly Interval[];
  readonly fixes: readonly Version[];
  /** Texts that no order can be made of: they match themselves only. */
  readonly affectedTexts: readonly string[];
  readonly safeTexts: readonly string[];
}

export function readStatement(statement: VersionStatement): ReadStatement {
  const affected = readAll(statement.affected);
  const harmless = readAll([...statement.fixed, ...statement.not_affected]);
  const fixes = statement.fixed.flatMap((text) => parseVersion(text) ?? []);
  const last = fixes.toSorted(compareVersions).at(-1);
  const later: Interval[] = last && laterIsSafe(last, affected) ? [{ from: { version: last, inclusive: true }, to: null }] : [];
  return {
    affected: affected.intervals,
    safe: [...harmless.intervals, ...later],
    fixes,
    affectedTexts: affected.texts,
    safeTexts: harmless.texts,
  };
}

interface Texts {
  readonly intervals: readonly Interval[];
  readonly texts: readonly string[];
}

function readAll(texts: readonly string[]): Texts {
  const read = texts.map((text) => ({ text, intervals: parseRange(text) }));
  return {
    intervals: read.flatMap(({ intervals }) => intervals ?? []),
    texts: read.flatMap(({ text, intervals }) => (intervals ? [] : [text])),
  };
}

/** A fix stays in what comes after it, unless the document says that later versions are affected or cannot be read. */
function laterIsSafe(fix: Version, affected: Texts): boolean {
  const later: Interval = { from: { version: fix, inclusive: true }, to: null };
  return affected.texts.length === 0 && !affected.intervals.some((interval) => overlap(interval, later));
}

/** Of one version, as a release names it. */
export function verdictOn(version: string, statement: ReadStatement): Verdict {
  if (statement.affectedTexts.includes(version)) return 'affected';
  const parsed = parseVersion(version);
  if (!parsed) return statement.safeTexts.includes(version) ? 'safe' : 'unknown';
  if (statement.affected.some((interval) => contains(interval, parsed))) return 'affected';
  if (statement.safe.some((interval) => contains(interval, parsed))) return 'safe';
  return statement.affectedTexts.length === 0 && followsFix(parsed, statement) ? 'safe' : 'unknown';
}

/** Whether the version is of the same major line as a fix before it, with nothing affected between the two. */
function followsFix(version: Version, { fixes, affected }: ReadStatement): boolean {
  return fixes.some((fix) => {
    if (fix.numbers[0] !== version.numbers[0] || compareVersions(fix, version) > 0) return false;
    const between: Interval = { from: { version: fix, inclusive: true }, to: { version, inclusive: true } };
    return !affected.some((interval) => overlap(interval, between));
  });
}

/** Of every version that a licence covers: `1.x`, an exact one, or null for all. */
export function verdictOnLine(line: string | null, statement: ReadStatement): Verdict {
  const [interval] = line === null ? [{ from: null, to: null }] : (parseRange(line) ?? []);
  if (!interval) return 'unknown';
  if (covers(statement.affected, interval)) return 'affected';
  const clean = statement.affectedTexts.length === 0 && !statement.affected.some((other) => overlap(other, interval));
  return clean && covers(statement.safe, interval) ? 'safe' : 'unknown';
}
