export { coversVersion } from './covered-versions.ts';
export { compareVersions, parseVersion, type Version } from './version.ts';
import { compareVersions, parseVersion, type Version } from './version.ts';

/** One end of an interval; null: without end. */
export type Bound = { readonly version: Version; readonly inclusive: boolean } | null;
export interface Interval {
  readonly from: Bound;
  readonly to: Bound;
}

const COMPARATOR = /^(<=|>=|<|>|=)?\s*([^<>=!\s]+)$/;
const WILDCARD = /^(\d+(?:\.\d+)*)\.[x*]$/i;
const EVERYTHING: Interval = { from: null, to: null };

/**
 * The intervals of versions that `text` means: one version, `*`, `1.x`, or comparators as vers and CSAF's vls write them
 * (`>=1.0|<1.8.1`, `<1.8.1`). Undefined for what cannot be read for certain, exclusions among them.
 */
export function parseRange(text: string): readonly Interval[] | undefined {
  const parts = text
    .replace(/^vers:[a-z0-9.+-]+\//i, '')
    .replaceAll(/(<=|>=|<|>|=)\s+/g, '$1')
    .split(/[|,\s]+/)
    .filter((part) => part !== '');
  if (parts.length === 1 && /^(\*|all)$/i.test(parts[0] ?? '')) return [EVERYTHING];
  const constraints: Constraint[] = [];
  const intervals: Interval[] = [];
  for (const part of parts) {
    const line = lineOf(part);
    const constraint = line ? undefined : constraintOf(part);
    if (line) intervals.push(line);
    else if (constraint?.comparator === '=') intervals.push(pointOf(constraint.version));
    else if (constraint) constraints.push(constraint);
    else return undefined;
  }
  const ranges = joined(constraints);
  return ranges && parts.length > 0 ? [...intervals, ...ranges] : undefined;
}

interface Constraint {
  readonly comparator: '<' | '<=' | '>' | '>=' | '=';
  readonly version: Version;
}

function constraintOf(part: string): Constraint | undefined {
  const [, comparator = '=', text = ''] = COMPARATOR.exec(part) ?? [];
  const version = parseVersion(decoded(text));
  return version && { comparator: comparator as Constraint['comparator'], version };
}

/** Constraints of vers are percent-encoded where they need to be. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function pointOf(version: Version): Interval {
  const bound = { version, inclusive: true };
  return { from: bound, to: bound };
}

/** `1.x`: from 1 up to, but without, 2. */
function lineOf(part: string): Interval | undefined {
  const numbers = WILDCARD.exec(part)?.[1]?.split('.').map(Number);
  if (!numbers) return undefined;
  const next = numbers.map((number, index) => (index === numbers.length - 1 ? number + 1 : number));
  return { from: { version: { numbers, pre: null }, inclusive: true }, to: { version: { numbers: next, pre: null }, inclusive: false } };
}

/** Comparators in the order of their versions: each lower bound goes with the upper one that follows. Undefined where they do not alternate. */
function joined(constraints: readonly Constraint[]): readonly Interval[] | undefined {
  const sorted = constraints.toSorted((a, b) => compareVersions(a.version, b.version));
  const intervals: Interval[] = [];
  let from: Bound | undefined;
  for (const [index, { comparator, version }] of sorted.entries()) {
    const bound = { version, inclusive: comparator.endsWith('=') };
    const lower = comparator.startsWith('>');
    if (lower ? from !== undefined : from === undefined && index > 0) return undefined;
    if (lower) {
      from = bound;
    } else {
      intervals.push({ from: from ?? null, to: bound });
      from = undefined;
    }
  }
  return from === undefined ? intervals : [...intervals, { from, to: null }];
}

export function contains({ from, to }: Interval, version: Version): boolean {
  return above(version, from) && below(version, to);
}

function above(version: Version, bound: Bound): boolean {
  if (bound === null) return true;
  const order = compareVersions(version, bound.version);
  return order > 0 || (order === 0 && bound.inclusive);
}

function below(version: Version, bound: Bound): boolean {
  if (bound === null) return true;
  const order = compareVersions(version, bound.version);
  return order < 0 || (order === 0 && bound.inclusive);
}

/** Whether the two have a version in common, taking versions to be dense. */
export function overlap(a: Interval, b: Interval): boolean {
  return reaches(a.from, b.to) && reaches(b.from, a.to);
}

function reaches(from: Bound, to: Bound): boolean {
  if (from === null || to === null) return true;
  const order = compareVersions(from.version, to.version);
  return order < 0 || (order === 0 && from.inclusive && to.inclusive);
}

/** Whether every version of `inner` lies in one of `outer`. */
export function covers(outer: readonly Interval[], inner: Interval): boolean {
  let { from } = inner;
  const rest = [...outer];
  for (;;) {
    const index = rest.findIndex((interval) => startsAtOrBefore(interval.from, from) && reaches(from, interval.to));
    const [found] = index === -1 ? [] : rest.splice(index, 1);
    if (!found) return false;
    if (found.to === null || endsAtOrAfter(found.to, inner.to)) return true;
    // What follows the found interval begins where it ends.
    from = { version: found.to.version, inclusive: !found.to.inclusive };
  }
}

function startsAtOrBefore(a: Bound, b: Bound): boolean {
  if (a === null) return true;
  if (b === null) return false;
  const order = compareVersions(a.version, b.version);
  return order < 0 || (order === 0 && (a.inclusive || !b.inclusive));
}

function endsAtOrAfter(a: Bound, b: Bound): boolean {
  if (a === null) return true;
  if (b === null) return false;
  const order = compareVersions(a.version, b.version);
  return order > 0 || (order === 0 && (a.inclusive || !b.inclusive));
}
