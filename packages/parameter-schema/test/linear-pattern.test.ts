import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patternFault, readPattern } from '../src/linear-pattern.ts';

const accepted = [
  '^\\d+$',
  '^[A-Z]{2}-\\d{4,6}$',
  '^[a-z0-9]+(-[a-z0-9]+)*$',
  '^(desktop|server)$',
  '^v?\\d+(\\.\\d+){0,2}$',
  '^[А-Яа-яЁё][А-Яа-яЁё -]*$',
  '^[^\\s@]+@[^\\s@]+$',
  '^(?:0|[1-9]\\d*)$',
  '^a\\\\$',
  '^$',
];

test.each(accepted)('%s is matched in linear time', (pattern) => {
  expect(patternFault(pattern)).toBeUndefined();
});

/** Patterns known to hang a backtracking matcher, or of the kinds that can. */
const catastrophic = [
  '^(a+)+$',
  '^(a*)*$',
  '^(a|a)*$',
  '^(a|aa)+$',
  '^(a?){20}a{20}$',
  '^(a?b?)*$',
  '^(.*)*x$',
  '^a*a*$',
  '^\\d+\\d+$',
  '^(\\w+\\s?)*$',
  '^\\S+@\\S+\\.\\S+$',
  '^([a-zA-Z0-9])(([-.]|[_]+)?([a-zA-Z0-9]+))*$',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '^((a?)?)$',
  '^(?:(?:a*)|b*)c$',
];

test.each(catastrophic)('%s is refused as ambiguous', (pattern) => {
  expect(patternFault(pattern)).toBe('pattern_ambiguous');
});

test.each([
  ['a', 'pattern_not_anchored'],
  ['^a', 'pattern_not_anchored'],
  ['(a+)+$', 'pattern_not_anchored'],
  ['^a|b$', 'pattern_not_anchored'],
  ['^(a)\\1$', 'pattern_unsupported'],
  ['^(?=a)a$', 'pattern_unsupported'],
  ['^(?<!a)b$', 'pattern_unsupported'],
  ['^(?<name>a)$', 'pattern_unsupported'],
  ['^a+?$', 'pattern_unsupported'],
  ['^\\p{L}+$', 'pattern_unsupported'],
  ['^(a$', 'pattern_unsupported'],
  ['^a)$', 'pattern_unsupported'],
  ['^[a$', 'pattern_unsupported'],
  ['^a\\$', 'pattern_unsupported'],
  ['^a{3,2}$', 'pattern_unsupported'],
  ['^a{0}$', 'pattern_unsupported'],
  ['^[\\d-z]$', 'pattern_unsupported'],
  ['^a{300}$', 'pattern_too_complex'],
  ['^((a{100}){100}){100}$', 'pattern_too_complex'],
])('%s is refused: %s', (pattern, fault) => {
  expect(patternFault(pattern)).toBe(fault);
});

const atom = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'ж',
    '😀',
    '.',
    '\\d',
    '\\D',
    '\\w',
    '\\s',
    '\\.',
    '\\\\',
    '/',
    '-',
    '[ab]',
    '[^ab]',
    '[a-c]',
    '[\\d-]',
    '[\\-а-я]',
    '[^\\s]',
  ),
);
const { pattern: generated } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  part: fc.oneof(
    { weight: 4, arbitrary: atom },
    fc.tuple(atom, fc.constantFrom('?', '*', '+', '{2}', '{1,3}', '{2,}')).map((parts) => parts.join('')),
    fc
      .tuple(fc.constantFrom('(', '(?:'), tie('part'), tie('part'), fc.constantFrom(')', ')?', ')*', ')+', ')|', '){1,2}'))
      .map(([open, one, other, close]) => (close === ')|' ? `${open}${one}|${other})` : `${open}${one}${other}${close}`)),
  ),
  pattern: fc.array(tie('part'), { maxLength: 5 }).map((parts) => `^${parts.join('')}$`),
}));
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ж', '😀', '1', '.', '-', '\\', ' ', '\n', '/'), maxLength: 8 });

/** Walks the automaton; by its determinism at most one position accepts each character. */
function automatonAccepts(pattern: string, characters: readonly string[]): boolean {
  const automaton = readPattern(pattern);
  let next: Iterable<number> = automaton.first;
  let current: number | undefined;
  for (const character of characters) {
    const codePoint = character.codePointAt(0) ?? -1;
    const accepting = [...next].filter((position) =>
      automaton.characters[position]?.some(([first, last]) => first <= codePoint && codePoint <= last),
    );
    expect(accepting.length).toBeLessThanOrEqual(1);
    current = accepting[0];
    if (current === undefined) return false;
    next = automaton.follow[current] ?? [];
  }
  return current === undefined ? automaton.matchesEmpty : automaton.last.includes(current);
}

test('an accepted pattern means to the proof what it means to the matcher', () => {
  let compared = 0;
  fc.assert(
    fc.property(generated, fc.array(text, { minLength: 5, maxLength: 5 }), (pattern, texts) => {
      fc.pre(patternFault(pattern) === undefined);
      const matcher = new RegExp(pattern, 'u');
      for (const sample of texts) expect([sample, automatonAccepts(pattern, [...sample])]).toEqual([sample, matcher.test(sample)]);
      compared += 1;
    }),
    { numRuns: 600 },
  );
  expect(compared).toBeGreaterThan(300);
});

test('an accepted pattern is matched fast, whatever the text', () => {
  fc.assert(
    fc.property(generated, fc.constantFrom('a', 'b', '1', 'ab', 'a1', 'ж-'), (pattern, pump) => {
      fc.pre(patternFault(pattern) === undefined);
      const matcher = new RegExp(pattern, 'u');
      const started = performance.now();
      matcher.test(`${pump.repeat(20_000)}\n`);
      // A quadratic match of this text takes about a second, an exponential one for ever.
      expect(performance.now() - started).toBeLessThan(250);
    }),
    { numRuns: 300 },
  );
});
