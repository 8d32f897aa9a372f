import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { navigationEntries } from '../navigation-entries.ts';
import { furtherPages } from './further-pages.ts';

const PAGES = fileURLToPath(new URL('../../pages/', import.meta.url));

/** The pages inside the shell that need nothing to be named in their address, with the permission that their module asks for. */
function pagesWithoutParameters(): [path: string, permission: string | undefined][] {
  const [, table = ''] = readFileSync(`${PAGES}pages.ts`, 'utf8').split('export const privatePages');
  return Array.from(table.matchAll(/'(\/[^'$]*)': \(\) => import\('\.\/([^']+)'\)/g), ([, path = '', module = '']) => {
    const [, permission] = /export const permission = '([^']+)'/.exec(readFileSync(PAGES + module, 'utf8')) ?? [];
    return [path, permission];
  });
}

test('the search of the portal leads to every page, whoever may see it', () => {
  const found = new Map([...navigationEntries, ...furtherPages].map(({ to, permission }) => [to, permission]));
  const pages = pagesWithoutParameters();
  expect(pages.length).toBeGreaterThan(40);
  expect([...found.keys()].toSorted()).toEqual(pages.map(([path]) => path).toSorted());
  const further = new Set(furtherPages.map(({ to }) => to));
  expect(furtherPages.map(({ to, permission }) => [to, permission])).toEqual(
    furtherPages.map(({ to }) => [to, pages.find(([path]) => path === to)?.[1]]),
  );
  expect(further.size).toBe(furtherPages.length);
});
