import { distance, folded, inCyrillic, inLatin, inOtherLayout } from './letters.ts';

/** A way to read a word that somebody typed, and what the vocabulary knows of it. */
export interface Reading {
  readonly word: string;
  /** The word as a `tsquery`; empty for what is looked for nowhere, as “and” is. */
  readonly query: string;
  /** Some article has it, in any of its forms. */
  readonly isKnown: boolean;
  /** Some article has a word that begins with it; asked for the last word only, which may be unfinished. */
  readonly isBeginning: boolean;
  /** Words of articles that look like it: what a misspelt one may be meant for, and of a known one its kin, as «установить» is of «установка». */
  readonly near: readonly { readonly word: string; readonly query: string }[];
}

/** What a word that was typed is taken for: any of `words`. */
export interface Meaning {
  readonly typed: string;
  readonly words: readonly string[];
  /** Null for what is looked for nowhere. */
  readonly query: string | null;
  /** The same with the kin of the words: more is found by it, and what has the words themselves comes first. */
  readonly wide: string | null;
  /** Whether there is an article to be found by it. */
  readonly isKnown: boolean;
}

/** More words than this are not looked for. */
const MOST_WORDS = 12;
const LONGEST = 40;
const SHORTEST_BEGINNING = 3;
/** So many words that look alike in the same measure may all be meant. */
const MOST_ALTERNATIVES = 3;

/** The words of what was typed, in lower case. */
export function wordsOf(text: string): string[] {
  return folded(text)
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => word.slice(0, LONGEST))
    .slice(0, MOST_WORDS);
}

/** How a word may be read: as it is, in the other layout of the keyboard, and in the other alphabet. The first is as it is. */
export function readingsOf(typed: string): string[] {
  const word = bare(typed);
  const cyrillic = inCyrillic(word);
  const readings = [word, folded(bare(inOtherLayout(typed))), ...(cyrillic === undefined ? [inLatin(word)] : [cyrillic])];
  return [...new Set(readings.filter((reading) => reading !== ''))];
}

/** Without the signs around it; those within belong to it, as in `horns-os` and `1.8.1`. */
function bare(word: string): string {
  return word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

/** What is looked for: a word that articles have is meant as it stands, else what it may have been meant for. */
export function meaningOf(readings: readonly Reading[]): Meaning {
  const [asTyped] = readings;
  const typed = asTyped?.word ?? '';
  if (!asTyped || asTyped.query === '') return { typed, words: [], query: null, wide: null, isKnown: true };
  const known = readings.filter(({ isKnown }) => isKnown);
  if (asTyped.isKnown) return meant(typed, [asTyped]);
  if (known.length > 0) return meant(typed, known);
  const begun = readings.filter(({ isBeginning, word }) => isBeginning && word.length >= SHORTEST_BEGINNING);
  if (begun.length > 0) {
    return meant(
      typed,
      begun.map(({ word }) => ({ word, query: `${quoted(word)}:*` })),
    );
  }
  const corrected = corrections(readings);
  return corrected.length > 0 ? meant(typed, corrected) : { typed, words: [], query: asTyped.query, wide: asTyped.query, isKnown: false };
}

type Meant = Pick<Reading, 'word' | 'query'> & Partial<Pick<Reading, 'near'>>;

function meant(typed: string, words: readonly Meant[]): Meaning {
  const queries = words.map(({ query }) => query);
  const kin = words.flatMap(({ near = [] }) => near.flatMap(({ query }) => (query === '' ? [] : [query])));
  return { typed, words: words.map(({ word }) => word), query: anyOf(queries), wide: anyOf([...queries, ...kin]), isKnown: true };
}

function anyOf(queries: readonly string[]): string {
  return `(${[...new Set(queries)].map((query) => `(${query})`).join(' | ')})`;
}

/** A word as a lexeme of a `tsquery`. */
function quoted(word: string): string {
  return `'${word.replaceAll(/['\\]/g, (sign) => sign + sign)}'`;
}

/** The words of articles with the fewest letters between them and any reading. */
function corrections(readings: readonly Reading[]): { word: string; query: string }[] {
  const candidates = readings.flatMap(({ word, near }) =>
    near
      .map((candidate) => ({ ...candidate, away: distance(word, candidate.word, faultsOf(word)) }))
      .filter(({ away, query }) => query !== '' && away <= faultsOf(word)),
  );
  const nearest = Math.min(...candidates.map(({ away }) => away));
  const chosen = new Map(candidates.filter(({ away }) => away === nearest).map(({ word, query }) => [query, { word, query }]));
  return [...chosen.values()].slice(0, MOST_ALTERNATIVES);
}

/** How many letters of a word may be wrong. */
function faultsOf(word: string): number {
  if (word.length < 4) return 0;
  return word.length < 7 ? 1 : 2;
}

/** What is looked for, each a `tsquery`: `exact` is what was meant, `wide` has the kin of its words too. */
export interface SearchQuery {
  readonly exact: string;
  readonly wide: string;
}

/** All of the words, or any of those that something can be found by; null when there is nothing to look for. */
export function queryOf(meanings: readonly Meaning[], wanted: 'every' | 'any'): SearchQuery | null {
  const used = meanings.filter(({ isKnown, query }) => query !== null && (wanted === 'every' || isKnown));
  if (used.length === 0) return null;
  const sign = wanted === 'every' ? ' & ' : ' | ';
  return { exact: used.map(({ query }) => query).join(sign), wide: used.map(({ wide }) => wide).join(sign) };
}

/**
 * What was looked for, when that is not what was typed; only words that stand in `texts`, which the reader sees anyway: a correction must
 * not tell what hidden articles have.
 */
export function correctionShown(meanings: readonly Meaning[], texts: readonly string[]): string | null {
  const all = texts.map(folded);
  const shown = meanings.map(({ typed, words }) => {
    if (words.length === 0 || words.includes(typed)) return typed;
    return words.find((word) => all.some((text) => text.includes(word))) ?? typed;
  });
  const isCorrected = meanings.some(({ typed }, place) => shown[place] !== typed && !shown[place]?.startsWith(typed));
  return isCorrected ? shown.join(' ') : null;
}
