import { anyOverlap, type CharacterSet } from './character-set.ts';
import { parsePattern, PatternError, type PatternFault, type PatternNode } from './pattern-syntax.ts';

/**
 * A pattern as its position automaton (Glushkov 1961): a position per occurrence of a character class, counted
 * repetitions written out.
 */
export interface PatternAutomaton {
  readonly characters: readonly CharacterSet[];
  readonly first: readonly number[];
  /** The positions that may come after each position. */
  readonly follow: readonly ReadonlySet<number>[];
  readonly last: readonly number[];
  readonly matchesEmpty: boolean;
}

const MAX_POSITIONS = 256;

/**
 * Why `pattern` is not accepted; undefined when it is proved to be matched in linear time.
 *
 * The proof: the pattern is anchored and strongly one-unambiguous (Brüggemann-Klein and Wood, 1998): wherever a match
 * stands, at most one position accepts the next character, and it is reached in one way only. So a backtracking matcher
 * has no second choice that survives one character, and needs at most (length of the text × positions) steps. Nested
 * and overlapping quantifiers, the cause of catastrophic backtracking, are exactly what fails this test.
 */
export function patternFault(pattern: string): PatternFault | undefined {
  try {
    readPattern(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof PatternError) return error.fault;
    throw error;
  }
}

/** The automaton of an acceptable pattern; throws `PatternError` for others. */
export function readPattern(pattern: string): PatternAutomaton {
  const automaton = new AutomatonBuilder().build(parsePattern(pattern));
  for (const competing of [automaton.first, ...automaton.follow]) {
    const sets = [...competing].map((position) => automaton.characters[position] ?? []);
    if (anyOverlap(sets)) throw new PatternError('pattern_ambiguous');
  }
  return automaton;
}

interface Fragment {
  readonly nullable: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

const EMPTY: Fragment = { nullable: true, first: [], last: [] };

class AutomatonBuilder {
  readonly #characters: CharacterSet[] = [];
  readonly #follow: Set<number>[] = [];

  build(node: PatternNode): PatternAutomaton {
    const { first, last, nullable } = this.#fragment(node);
    return { characters: this.#characters, follow: this.#follow, first, last, matchesEmpty: nullable };
  }

  #fragment(node: PatternNode): Fragment {
    switch (node.kind) {
      case 'characters':
        return this.#position(node.set);
      case 'sequence':
        return node.parts.reduce<Fragment>((before, part) => this.#join(before, this.#fragment(part)), EMPTY);
      case 'choice':
        return choose(node.branches.map((branch) => this.#fragment(branch)));
      case 'repeat':
        return this.#repeat(node.body, node.min, node.max);
    }
  }

  #position(set: CharacterSet): Fragment {
    const position = this.#characters.length;
    if (position === MAX_POSITIONS) throw new PatternError('pattern_too_complex');
    this.#characters.push(set);
    this.#follow.push(new Set());
    return { nullable: false, first: [position], last: [position] };
  }

  #join(before: Fragment, after: Fragment): Fragment {
    this.#connect(before.last, after.first);
    return {
      nullable: before.nullable && after.nullable,
      first: before.nullable ? [...before.first, ...after.first] : before.first,
      last: after.nullable ? [...before.last, ...after.last] : after.last,
    };
  }

  /** A step that exists already would be a second way to the same place. */
  #connect(from: readonly number[], to: readonly number[]): void {
    for (const source of from) {
      const follow = this.#follow[source];
      for (const target of to) {
        if (follow?.has(target)) throw new PatternError('pattern_ambiguous');
        follow?.add(target);
      }
    }
  }

  /** `b{2,4}` is written out as `bb(b(b)?)?`, `b{2,}` as `bb+`. */
  #repeat(body: PatternNode, min: number, max: number): Fragment {
    if (max === Infinity) {
      if (min === 0) return optional(this.#loop(body));
      return this.#join(this.#times(body, min - 1), this.#loop(body));
    }
    const required = this.#times(body, min);
    let rest = EMPTY;
    for (let count = min; count < max; count++) rest = optional(this.#join(this.#once(body), rest));
    return this.#join(required, rest);
  }

  #times(body: PatternNode, count: number): Fragment {
    let fragment = EMPTY;
    for (let done = 0; done < count; done++) fragment = this.#join(fragment, this.#once(body));
    return fragment;
  }

  #loop(body: PatternNode): Fragment {
    const fragment = this.#once(body);
    this.#connect(fragment.last, fragment.first);
    return fragment;
  }

  /** What is repeated must not match the empty text, which could be repeated in many ways. */
  #once(body: PatternNode): Fragment {
    const fragment = this.#fragment(body);
    if (fragment.nullable) throw new PatternError('pattern_ambiguous');
    return fragment;
  }
}

function optional(fragment: Fragment): Fragment {
  return { ...fragment, nullable: true };
}

function choose(branches: readonly Fragment[]): Fragment {
  if (branches.filter((branch) => branch.nullable).length > 1) throw new PatternError('pattern_ambiguous');
  return {
    nullable: branches.some((branch) => branch.nullable),
    first: branches.flatMap((branch) => branch.first),
    last: branches.flatMap((branch) => branch.last),
  };
}
