import { globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Words } from '../i18n/i18n.ts';
import { advisoryWords } from '../i18n/en/advisory-words.ts';
import { consoleWords } from '../i18n/en/console.ts';
import { deliveryWords } from '../i18n/en/delivery.ts';
import { en } from '../i18n/en/en.ts';
import { knowledgeWords } from '../i18n/en/knowledge-words.ts';
import { guideWords } from '../i18n/en/guide-words.ts';
import { peopleWords } from '../i18n/en/people-words.ts';
import { portalWords } from '../i18n/en/portal.ts';
import { productWords } from '../i18n/en/product-words.ts';
import { publicWords } from '../i18n/en/public.ts';
import { recordWords } from '../i18n/en/records.ts';
import { reportWords } from '../i18n/en/report-words.ts';
import { searchWords } from '../i18n/en/search-words.ts';
import { supportWords } from '../i18n/en/support-words.ts';
import { termWords } from '../i18n/en/term-words.ts';
import { webhookWords } from '../i18n/en/webhook-words.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const pages = globSync('**/*-page.tsx', { cwd: FOLDER }).map((file) => resolve(FOLDER, file));

const sections: Readonly<Record<Words, readonly string[]>> = {
  public: Object.keys(publicWords),
  portal: Object.keys(portalWords),
  advisories: Object.keys(advisoryWords),
  console: Object.keys(consoleWords),
  delivery: Object.keys(deliveryWords),
  knowledge: Object.keys(knowledgeWords),
  guides: Object.keys(guideWords),
  people: Object.keys(peopleWords),
  products: Object.keys(productWords),
  records: Object.keys(recordWords),
  reports: Object.keys(reportWords),
  search: Object.keys(searchWords),
  support: Object.keys(supportWords),
  terms: Object.keys(termWords),
  webhooks: Object.keys(webhookWords),
};
/** Rights are written alike: only what the catalogue has is taken for a word. */
const known = new Set(keysOf(en));

/** `support.title`, and what it begins with: `support`. */
function keysOf(catalogue: object, prefix = ''): string[] {
  return Object.entries(catalogue).flatMap(([name, value]: [string, unknown]) => {
    const key = `${prefix}${name}`;
    return [key.replace(/_(one|two|few|many|other)$/, ''), key, ...(typeof value === 'object' ? keysOf(value as object, `${key}.`) : [])];
  });
}

/** The source and all of the web app that it imports, later or at once. */
function reached(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const source = readFileSync(file, 'utf8');
  for (const [, path = ''] of source.matchAll(/(?:from|import\()\s*'(\.{1,2}\/[^']+\.tsx?)'/g)) {
    const imported = resolve(dirname(file), path);
    // What links to all pages is reached by none of them.
    if (!imported.includes('/i18n/') && !imported.includes('/navigation/') && !imported.includes('/layouts/')) reached(imported, seen);
  }
  return seen;
}

/** The sections of the catalogue that a source takes words from: `t('support.title')`, `label: 'support.title'`. */
function sectionsIn(file: string): string[] {
  const keys = readFileSync(file, 'utf8').matchAll(/['`]([a-z_]+(?:\.\w+)+)/g);
  return Array.from(keys, ([, key = '']) => key).flatMap((key) => (known.has(key) ? (key.split('.')[0] ?? []) : []));
}

test.for(pages.map((page) => [page.slice(FOLDER.length), page] as const))('%s loads the words that it shows', ([, page]) => {
  const [, named = ''] = /export const words = (.+);/.exec(readFileSync(page, 'utf8')) ?? [];
  const parts = Array.from(named.matchAll(/'(\w+)'/g), ([, part]) => part as Words);
  const isPublic = page.includes('/public/');
  const loaded = new Set([...sections.public, ...(isPublic ? [] : sections.portal), ...parts.flatMap((part) => sections[part])]);
  const used = [...reached(page)].flatMap((file) => sectionsIn(file).map((section) => [section, file.slice(FOLDER.length)] as const));
  expect(used.filter(([section]) => !loaded.has(section))).toEqual([]);
});
