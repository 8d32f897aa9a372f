import { anyButLineEnd, complement, namedSets, singleCharacter, unite, type CharacterSet } from './character-set.ts';

/** What stands between `^` and `$` of a pattern. */
export type PatternNode =
  | { readonly kind: 'characters'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly branches: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly body: PatternNode; readonly min: number; readonly max: number };

/** Why a pattern is refused, as the code of a field fault. */
export type PatternFault = 'pattern_not_anchored' | 'pattern_unsupported' | 'pattern_ambiguous' | 'pattern_too_complex';

export class PatternError extends Error {
  readonly fault: PatternFault;

  constructor(fault: PatternFault) {
    super(fault);
    this.name = 'PatternError';
    this.fault = fault;
  }
}

/**
 * Reads a pattern of the dialect that parameter schemas may use: `^…$` around characters, `.`, classes, `\d \w \s` and
 * their opposites, groups, choices within groups, and `? * + {n} {n,} {n,m}`. It is a part of ECMAScript's `u` mode, so
 * every JSON Schema validator reads it alike. Throws `PatternError` for anything else.
 */
export function parsePattern(pattern: string): PatternNode {
  const characters = [...pattern];
  if (characters[0] !== '^' || characters.at(-1) !== '$') throw new PatternError('pattern_not_anchored');
  const reader = new PatternReader(characters.slice(1, -1));
  const body = reader.readSequence();
  // `^a|b$` would be anchored on one side of each branch only; `^(a|b)$` is.
  if (reader.peek() === '|') throw new PatternError('pattern_not_anchored');
  if (reader.peek() !== undefined) throw new PatternError('pattern_unsupported');
  return body;
}

const SYNTAX_CHARACTERS = new Set('^$\\.*+?()[]{}|/');

class PatternReader {
  readonly #characters: readonly string[];
  #position = 0;

  constructor(characters: readonly string[]) {
    this.#characters = characters;
  }

  peek(): string | undefined {
    return this.#characters[this.#position];
  }

  readSequence(): PatternNode {
    const parts: PatternNode[] = [];
    for (let next = this.peek(); next !== undefined && next !== '|' && next !== ')'; next = this.peek()) {
      parts.push(this.#readRepeats(this.#readAtom()));
    }
    return { kind: 'sequence', parts };
  }

  #take(): string {
    const character = this.#characters[this.#position++];
    if (character === undefined) throw new PatternError('pattern_unsupported');
    return character;
  }

  #takeIf(expected: string): boolean {
    if (this.peek() !== expected) return false;
    this.#position += 1;
    return true;
  }

  #expect(expected: string): void {
    if (!this.#takeIf(expected)) throw new PatternError('pattern_unsupported');
  }

  #readAtom(): PatternNode {
    const character = this.#take();
    if (character === '(') return this.#readGroup();
    if (character === '[') return { kind: 'characters', set: this.#readClass() };
    if (character === '.') return { kind: 'characters', set: anyButLineEnd };
    if (character === '\\') return { kind: 'characters', set: this.#readEscape('') };
    if (SYNTAX_CHARACTERS.has(character) && character !== '/') throw new PatternError('pattern_unsupported');
    return { kind: 'characters', set: singleCharacter(character) };
  }

  #readGroup(): PatternNode {
    if (this.#takeIf('?')) this.#expect(':');
    const branches = [this.readSequence()];
    while (this.#takeIf('|')) branches.push(this.readSequence());
    this.#expect(')');
    return { kind: 'choice', branches };
  }

  #readEscape(alsoEscapable: string): CharacterSet {
    const character = this.#take();
    const named = namedSets.get(character);
    if (named) return named;
    if (!SYNTAX_CHARACTERS.has(character) && !alsoEscapable.includes(character)) throw new PatternError('pattern_unsupported');
    return singleCharacter(character);
  }

  #readClass(): CharacterSet {
    const negated = this.#takeIf('^');
    const sets: CharacterSet[] = [];
    while (!this.#takeIf(']')) {
      const first = this.#readClassMember();
      // A hyphen before the bracket stands for itself.
      const isRange = this.peek() === '-' && this.#characters[this.#position + 1] !== ']';
      sets.push(isRange ? this.#readRange(first) : first);
    }
    return negated ? complement(unite(sets)) : unite(sets);
  }

  #readRange(first: CharacterSet): CharacterSet {
    this.#expect('-');
    const from = onlyCharacter(first);
    const to = onlyCharacter(this.#readClassMember());
    if (from > to) throw new PatternError('pattern_unsupported');
    return [[from, to]];
  }

  #readClassMember(): CharacterSet {
    const character = this.#take();
    return character === '\\' ? this.#readEscape('-') : singleCharacter(character);
  }

  #readRepeats(body: PatternNode): PatternNode {
    const bounds = this.#readBounds();
    return bounds ? { kind: 'repeat', body, min: bounds[0], max: bounds[1] } : body;
  }

  #readBounds(): readonly [min: number, max: number] | undefined {
    if (this.#takeIf('?')) return [0, 1];
    if (this.#takeIf('*')) return [0, Infinity];
    if (this.#takeIf('+')) return [1, Infinity];
    if (!this.#takeIf('{')) return undefined;
    const min = this.#readCount();
    const max = this.#takeIf(',') ? (this.peek() === '}' ? Infinity : this.#readCount()) : min;
    this.#expect('}');
    if (max < Math.max(min, 1)) throw new PatternError('pattern_unsupported');
    return [min, max];
  }

  #readCount(): number {
    let digits = '';
    while (/^\d$/.test(this.peek() ?? '')) digits += this.#take();
    if (digits === '' || digits.length > 6) throw new PatternError('pattern_unsupported');
    return Number(digits);
  }
}

/** The bound of a range; a class such as `\d` is none. */
function onlyCharacter(set: CharacterSet): number {
  const range = set.length === 1 ? set[0] : undefined;
  if (!range || range[0] !== range[1]) throw new PatternError('pattern_unsupported');
  return range[0];
}
