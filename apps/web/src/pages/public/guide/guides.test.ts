import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { en } from '../../../i18n/en/en.ts';
import { ru } from '../../../i18n/ru/ru.ts';
import { shelves, type GuideName } from './guides.ts';
import { anchorOf, headingsOf } from './headings.ts';

const DOCS = fileURLToPath(new URL('../../../../../../docs/', import.meta.url));
const MOST_BYTES = 250_000;
const catalogues = { en, ru };
const languages = ['en', 'ru'] as const;
const names: readonly GuideName[] = shelves.flatMap(({ guides }) => [...guides]);
const all = names.flatMap((name) => languages.map((language) => ({ name, language })));

function guide(language: 'en' | 'ru', name: string): string {
  return readFileSync(`${DOCS}guides/${language}/${name}.md`, 'utf8');
}

/** Without what stands in code, where nothing is a link, a heading or a word of the portal. */
function proseOf(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '`');
}

function wordsOf(catalogue: object): string[] {
  return Object.values(catalogue).flatMap((value: unknown) => (typeof value === 'string' ? [value] : wordsOf(value as object)));
}

it.each(languages)('the shelves have every guide in %s, and no other', (language) => {
  const files = globSync('*.md', { cwd: `${DOCS}guides/${language}` }).map((file) => file.replace('.md', ''));
  expect(files.toSorted()).toEqual(names.toSorted());
});

it.each(names)('%s has the same parts in both languages', (name) => {
  const [english, russian] = languages.map((language) => Array.from(proseOf(guide(language, name)).matchAll(/^#+ /gm), ([level]) => level));
  expect(russian).toEqual(english);
  expect(english?.length).toBeGreaterThan(3);
});

describe.each(all)('$name in $language', ({ name, language }) => {
  const text = guide(language, name);
  const prose = proseOf(text);

  it('is called as the list of guides calls it', () => {
    expect(text.split('\n')[0]).toBe(`# ${catalogues[language].guides.titles[name]}`);
  });

  it('has headings that can be told apart', () => {
    const anchors = Array.from(prose.matchAll(/^#+ (.+)$/gm), ([, heading = '']) => anchorOf(heading));
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  it('leads to what is there', () => {
    const links = Array.from(prose.matchAll(/(?<!!)\[[^\]]*\]\(([^)]+)\)/g), ([, address = '']) => address);
    expect(links.filter((address) => !leadsSomewhere(address, language))).toEqual([]);
  });

  it('has pictures in its language, with words for who cannot see them, and light', () => {
    for (const [, alt = '', address = ''] of text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)) {
      expect(alt.length).toBeGreaterThan(20);
      expect(address).toMatch(new RegExp(`^\\.\\./\\.\\./images/guides/[a-z]+-${language}\\.png$`));
      expect(statSync(`${DOCS}guides/${language}/${address}`).size).toBeLessThan(MOST_BYTES);
    }
  });

  it('calls things as the portal calls them', () => {
    const known = new Set(wordsOf(catalogues[language]));
    const named = Array.from(prose.matchAll(/\*\*([^*]+)\*\*/g), ([, words = '']) => words);
    expect(named.filter((words) => !known.has(words))).toEqual([]);
  });
});

/** To another guide and a heading of it, to something that the portal serves, or to a page of the web. */
function leadsSomewhere(address: string, language: 'en' | 'ru'): boolean {
  if (address.startsWith('https://')) return URL.canParse(address);
  if (address.startsWith('/')) return address === '/api/docs';
  const [file = '', anchor] = address.split('#');
  if (!existsSync(`${DOCS}guides/${language}/${file}`)) return false;
  return anchor === undefined || headingsOf(guide(language, file.replace('.md', ''))).some((heading) => heading.anchor === anchor);
}
