import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const source = new URL('../src/server-program.ts', import.meta.url).href;
/** Ends at once; what it started says its last words a little later. */
const program = `
  import { runServerProgram } from '${source}';
  const args = () => ['-c', '(sleep 0.3; echo the end) & '];
  await runServerProgram({ program: '/bin/sh', directory: '/', args, user: undefined });
  console.log('waited');
`;

test('whoever runs a program hears it out, even with nothing else to wait for', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  expect(stdout).toBe('waited\n');
});
