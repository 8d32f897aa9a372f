import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const ARCHIVE = join(ROOT, 'test/fixtures/previous-release.tar.gz');

export interface PreviousRelease {
  /** Its program: what `node` is given to run it. */
  readonly main: string;
  /** The migrations that it has, by service: names of files. */
  migrationsOf(service: string): string[];
  remove(): Promise<void>;
}

/** Unpacks the program of the previous release below this one, whose third-party packages it finds on its way up. */
export async function unpackPreviousRelease(): Promise<PreviousRelease> {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.cache', 'previous-release-'));
  execFileSync('tar', ['--extract', '--gzip', '--file', ARCHIVE, '--directory', folder]);
  linkPackages(folder);
  return {
    main: join(folder, 'apps/kabinet/src/main.ts'),
    migrationsOf: (service) => globSync(`services/${service}/migrations/*.sql`, { cwd: folder }).toSorted(),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Its own packages under their names, before those of this release come into sight. */
function linkPackages(folder: string): void {
  for (const manifest of globSync('{contracts,packages/*,services/*,apps/*}/package.json', { cwd: folder })) {
    const { name } = JSON.parse(readFileSync(join(folder, manifest), 'utf8')) as { name: string };
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(folder, dirname(manifest)), link);
    linkOwnDependencies(folder, dirname(manifest));
  }
}

/** A package whose third-party packages could not be hoisted keeps them beside itself. */
function linkOwnDependencies(folder: string, path: string): void {
  const modules = join(ROOT, path, 'node_modules');
  if (existsSync(modules)) symlinkSync(modules, join(folder, path, 'node_modules'));
}
