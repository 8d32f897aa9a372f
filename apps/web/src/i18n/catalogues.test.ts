import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'vite';
import { describe, expect, it } from 'vitest';
import { en } from './en/en.ts';
import { ru } from './ru/ru.ts';

type Catalogue = { readonly [key: string]: string | Catalogue };

const PLURAL = /_(zero|one|two|few|many|other)$/;

function keysOf(catalogue: Catalogue, prefix = ''): [key: string, text: string][] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : keysOf(value, `${prefix}${key}.`),
  );
}

function stemsOf(catalogue: Catalogue): string[] {
  return [...new Set(keysOf(catalogue).map(([key]) => key.replace(PLURAL, '')))].toSorted();
}

describe('the catalogues', () => {
  it('say the same things in both languages', () => expect(stemsOf(ru)).toEqual(stemsOf(en)));

  it.each([
    ['ru', ru],
    ['en', en],
  ])('%s: has every plural form of its language', (language, catalogue) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const keys = new Set(keysOf(catalogue).map(([key]) => key));
    const stems = [...keys].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, ''));
    expect(stems.length).toBeGreaterThan(0);
    expect(stems.flatMap((stem) => forms.map((form) => `${stem}_${form}`)).filter((key) => !keys.has(key))).toEqual([]);
  });

  it.each([
    ['ru', ru],
    ['en', en],
  ])('%s: has no empty text', (_, catalogue) => expect(keysOf(catalogue).filter(([, text]) => text.trim() === '')).toEqual([]));

  it('fill in the same things in both languages', () => {
    const english = new Map(keysOf(en));
    const different = keysOf(ru).filter(([key, text]) => {
      const other = english.get(key) ?? english.get(key.replace(PLURAL, '_other'));
      return other !== undefined && String(placesIn(text)) !== String(placesIn(other));
    });
    expect(different).toEqual([]);
  });
});

function placesIn(text: string): string[] {
  return Array.from(text.matchAll(/\{\{(\w+)\}\}/g), ([, name = '']) => name).toSorted();
}

describe('pages and components', () => {
  const folder = fileURLToPath(new URL('../', import.meta.url));
  const files = globSync('**/*.tsx', { cwd: folder });

  it('are found', () => expect(files.length).toBeGreaterThan(20));

  it.each(files)('%s: every word comes from a catalogue', (file) => {
    expect(wordsIn(file, readFileSync(folder + file, 'utf8'))).toEqual([]);
  });

  it('would be caught with words of their own', () => {
    expect(wordsIn('a.tsx', 'const A = () => <p title="Hello">Привет<b>{"there"}</b><i aria-label="x1" id="ok" /></p>;')).toEqual([
      'Hello',
      'Привет',
      'there',
      'x1',
    ]);
  });
});

/** Attributes that people read or hear. */
const READ = new Set(['label', 'title', 'placeholder', 'description', 'alt', 'aria-label', 'aria-description', 'aria-placeholder']);

/** Words that stand in the markup itself. */
function wordsIn(file: string, code: string): string[] {
  const found: string[] = [];
  const note = (text: unknown): void => {
    if (typeof text === 'string' && /\p{L}/u.test(text)) found.push(text.trim());
  };
  const visitor = new Visitor({
    JSXText: ({ value }) => note(value),
    JSXAttribute({ name, value }) {
      const called = name.type === 'JSXIdentifier' ? name.name : '';
      if (READ.has(called) && value?.type === 'Literal') note(value.value);
    },
    JSXExpressionContainer({ expression }) {
      if (expression.type === 'Literal') note(expression.value);
    },
  });
  visitor.visit(parseSync(file, code).program);
  return found;
}
