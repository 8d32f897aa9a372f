/**
 * Builds the web app into `apps/web/dist` when its sources have changed since the last time; needs no network. Run before
 * `npm start` and `npm test`.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const WEB = join(ROOT, 'apps', 'web');
const BUILT = join(WEB, 'dist');
const STAMP = '.sources';

/** Whatever can change what is built: the app, the guides, the contracts that it takes the API from, and the packages. */
const SOURCES = [
  'apps/web/{src,build,public}/**/*',
  'apps/web/{index.html,vite.config.ts}',
  'docs/{guides/{ru,en},images/guides}/*',
  'contracts/**/*.ts',
  'packages/contract/src/*.ts',
  'package-lock.json',
];

const sources = hashOf(SOURCES);
if (sources !== builtFrom()) await buildFrom(sources);

function hashOf(patterns: readonly string[]): string {
  const hash = createHash('sha256');
  const files = globSync(patterns, { cwd: ROOT, withFileTypes: true, exclude: ({ name }) => name === 'node_modules' });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  for (const path of paths.toSorted()) hash.update(path.slice(ROOT.length)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

function builtFrom(): string | undefined {
  try {
    return readFileSync(join(BUILT, STAMP), 'utf8');
  } catch {
    return undefined;
  }
}

/** Builds beside the present build and takes its place at the end: whoever starts meanwhile finds a whole one. */
async function buildFrom(hash: string): Promise<void> {
  process.stderr.write('Building the web app (a few seconds)…\n');
  // Whatever the tests or the shell say: what people are sent is never React's development build.
  process.env['NODE_ENV'] = 'production';
  const { build } = await import('vite');
  const outDir = join(WEB, `dist.${process.pid}`);
  try {
    await build({ configFile: join(WEB, 'vite.config.ts'), logLevel: 'warn', build: { outDir, emptyOutDir: true } });
    writeFileSync(join(outDir, STAMP), hash);
    rmSync(BUILT, { recursive: true, force: true });
    renameSync(outDir, BUILT);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
