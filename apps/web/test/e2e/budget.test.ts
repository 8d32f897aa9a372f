import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const BUDGET_BYTES = 250 * 1024;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

const manifest = JSON.parse(readFileSync(`${DIST}.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;
const catalogue = 'src/i18n/ru/public.ts';

test.each([
  ['log-in', ['index.html', catalogue, 'src/pages/public/log-in-page.tsx']],
  ['home', ['index.html', catalogue, 'src/i18n/ru/portal.ts', 'src/layouts/shell.tsx', 'src/pages/portal/home-page.tsx']],
])('the %s page loads at most 250 KB of gzipped JavaScript', (name, entries) => {
  const files = new Set(entries.flatMap((entry) => filesOf(entry)));
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(DIST + file)).length, 0);
  expect(bytes, `${name} loads ${(bytes / 1024).toFixed(1)} KB`).toBeLessThanOrEqual(BUDGET_BYTES);
});

/** The mark that TypeBox puts on every schema. */
const SCHEMA_MARK = '~kind';

test('no schema and no validator is among what browsers load', () => {
  const code = Object.values(manifest)
    .filter(({ file }) => file.endsWith('.js'))
    .map(({ file }) => readFileSync(DIST + file, 'utf8'));
  expect(code.filter((text) => text.includes(SCHEMA_MARK))).toEqual([]);
});

/** A chunk and what it imports at once, without what it imports when asked to. */
function filesOf(name: string, seen = new Set<string>()): string[] {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`the build has no ${name}`);
  if (seen.has(name)) return [];
  seen.add(name);
  return [chunk.file, ...(chunk.imports ?? []).flatMap((imported) => filesOf(imported, seen))];
}
