import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A file of a release. */
export interface ReleaseFile {
  readonly file: string;
  readonly contents: Buffer;
}

const run = promisify(execFile);
/** Where apt leaves what it fetched. */
const APT_CACHE = '/var/cache/apt/archives';
const OWN_CACHE = join(import.meta.dirname, '../../../.cache/debian');
/** In bytes: so that two hundred of them are in memory. */
const LARGEST = 2_000_000;
/** Of packages that one call of apt is asked for. */
const BATCH = 50;

/** `count` different Debian packages as apt keeps them, or fetched by it. */
export async function debianPackages(count: number): Promise<ReleaseFile[]> {
  await mkdir(OWN_CACHE, { recursive: true });
  const there = async (): Promise<string[]> => (await Promise.all([APT_CACHE, OWN_CACHE].map(packagesIn))).flat().slice(0, count);
  if ((await there()).length < count) await fetchPackages(count);
  const paths = await there();
  if (paths.length < count) throw new Error(`only ${paths.length} of ${count} packages are to be had`);
  return Promise.all(paths.map(async (path) => ({ file: path.slice(path.lastIndexOf('/') + 1), contents: await readFile(path) })));
}

async function packagesIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.deb')).toSorted();
  const sized = await Promise.all(names.map(async (name) => ({ path: join(folder, name), size: (await stat(join(folder, name))).size })));
  return sized.filter(({ size }) => size > 0 && size <= LARGEST).map(({ path }) => path);
}

/** Those that are installed here are to be had. */
async function fetchPackages(count: number): Promise<void> {
  const { stdout } = await run('dpkg-query', ['--show', '--showformat', '${Installed-Size} ${Package}\n']);
  const names = stdout
    .split('\n')
    .map((line) => line.split(' ') as [string, string])
    .filter(([kilobytes]) => Number(kilobytes) > 0 && Number(kilobytes) * 1_000 <= LARGEST)
    .map(([, name]) => name)
    .slice(0, count * 2);
  for (let at = 0; at < names.length && (await packagesIn(OWN_CACHE)).length < count; at += BATCH) {
    // One that is in the archive no more fails alone.
    for (const name of names.slice(at, at + BATCH)) {
      await run('apt-get', ['download', '-q', name], { cwd: OWN_CACHE }).catch(() => undefined);
    }
  }
}

/** `count` different small files, always the same, with names as people give them. */
export function madeFiles(count: number): ReleaseFile[] {
  return Array.from({ length: count }, (_, index) => ({
    file: `файл ${index + 1} (x86_64).bin`,
    contents: createHash('shake256', { outputLength: 20_000 + index })
      .update(`file ${index}`)
      .digest(),
  }));
}
