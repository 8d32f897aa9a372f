import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const E2E = fileURLToPath(new URL('e2e/', import.meta.url));
const TABLE = fileURLToPath(new URL('../../../docs/stories.md', import.meta.url));

/** `[7, 'transfers.test.ts']` for every journey that says which story it walks through. */
function journeys(): string[] {
  return globSync('*.test.ts', { cwd: E2E }).flatMap((file) =>
    Array.from(
      readFileSync(E2E + file, 'utf8').matchAll(/browserTest\(\s*'[^']*\(story (\d+)\)'/g),
      ([, story]) => `${story} ${basename(file)}`,
    ),
  );
}

test('every user story has a journey in a browser, and the table of them tells where', () => {
  const rows = Array.from(readFileSync(TABLE, 'utf8').matchAll(/^\| (\d+) \|.*\|(.*)\|$/gm));
  const told = rows.flatMap(([, story, files = '']) => Array.from(files.matchAll(/`([^`]+)`/g), ([, file]) => `${story} ${file}`));
  expect(rows.map(([, story]) => Number(story))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(told.toSorted()).toEqual([...new Set(journeys())].toSorted());
});
