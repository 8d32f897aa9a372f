/**
 * Keeps this release's program for the tests of the next one: `node tools/pack-release.ts`, once per release, after its tests. The
 * next release must run beside it on the schema that it has expanded; see test/previous-release.test.ts.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const ARCHIVE = 'test/fixtures/previous-release.tar.gz';
const NOT_THE_PROGRAM = /(\/test\/|\.test\.ts$|^apps\/web\/|^apps\/kabinet\/bin\/)/;

const kept = execFileSync('git', ['ls-files', 'contracts', 'packages', 'services', 'apps/kabinet'], { cwd: ROOT, encoding: 'utf8' });
const files = kept.split('\n').filter((path) => path !== '' && !NOT_THE_PROGRAM.test(path));
execFileSync('tar', ['--create', '--gzip', '--file', ARCHIVE, ...files], { cwd: ROOT, stdio: 'inherit' });
console.log(`${ARCHIVE}: ${files.length} files`);
