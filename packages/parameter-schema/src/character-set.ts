/** Code points as ranges, both ends included: sorted, disjoint. */
export type CharacterSet = readonly (readonly [first: number, last: number])[];

const LAST_CODE_POINT = 0x10_ffff;

export function singleCharacter(character: string): CharacterSet {
  // A character taken out of a string by iteration has a code point.
  const codePoint = character.codePointAt(0) as number;
  return [[codePoint, codePoint]];
}

export function unite(sets: readonly CharacterSet[]): CharacterSet {
  const united: [number, number][] = [];
  for (const [first, last] of sets.flat().toSorted((a, b) => a[0] - b[0])) {
    const previous = united.at(-1);
    if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else united.push([first, last]);
  }
  return united;
}

export function complement(set: CharacterSet): CharacterSet {
  const rest: [number, number][] = [];
  let next = 0;
  for (const [first, last] of set) {
    if (first > next) rest.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST_CODE_POINT) rest.push([next, LAST_CODE_POINT]);
  return rest;
}

/** Whether some character is in more than one of the sets. */
export function anyOverlap(sets: readonly CharacterSet[]): boolean {
  const ranges = sets.flat().toSorted((a, b) => a[0] - b[0]);
  return ranges.some(([first], index) => first <= (ranges[index - 1]?.[1] ?? -1));
}

function ranges(...pairs: readonly string[]): CharacterSet {
  return unite(pairs.map((pair) => [[pair.charCodeAt(0), pair.charCodeAt(pair.length - 1)]]));
}

const digits = ranges('09');
const wordCharacters = ranges('az', 'AZ', '09', '_');
/** `\s` of ECMAScript: WhiteSpace and LineTerminator. */
const spaces = ranges('\t\r', ' ', '\u00a0', '\u1680', '\u2000\u200a', '\u2028\u2029', '\u202f', '\u205f', '\u3000', '\ufeff');

/** The classes that a pattern may name by `\` and a letter, as ECMAScript's `u` mode defines them. */
export const namedSets: ReadonlyMap<string, CharacterSet> = new Map([
  ['d', digits],
  ['D', complement(digits)],
  ['w', wordCharacters],
  ['W', complement(wordCharacters)],
  ['s', spaces],
  ['S', complement(spaces)],
]);

/** What `.` matches: everything but line terminators. */
export const anyButLineEnd: CharacterSet = complement(ranges('\n', '\r', '\u2028\u2029'));
