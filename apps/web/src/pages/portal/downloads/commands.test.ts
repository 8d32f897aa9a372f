import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { curlCommand, powershellCommand, sha256sumCommand, wgetCommand } from './commands.ts';

const file = `It's "a" $(file) руководство.pdf`;
const contents = 'contents';
const sha256 = createHash('sha256').update(contents).digest('hex');

test('the digest of a file with any name is checked by a shell', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kabinet-sums-'));
  try {
    writeFileSync(join(folder, file), contents);
    const run = (digest: string) =>
      execFileSync('sh', ['-c', sha256sumCommand({ file, sha256: digest })], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    expect(run(sha256)).toContain('OK');
    expect(() => run(sha256.replaceAll(/./g, '0'))).toThrow('did NOT match');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('names in other commands are quoted as their shells want it', () => {
  expect(powershellCommand({ file: "it's.iso", sha256 })).toBe(
    `(Get-FileHash -Algorithm SHA256 -LiteralPath 'it''s.iso').Hash -eq '${sha256}'`,
  );
  const url = 'https://portal.example/api/v1/artifacts/1/content';
  const echoed = (command: string) =>
    execFileSync('sh', ['-c', `${command.split(' ', 1)[0]}() { printf '%s\\n' "$@"; }; ${command}`], { encoding: 'utf8' });
  expect(echoed(curlCommand(url, file)).trimEnd().split('\n').slice(-3)).toEqual(['--output', file, url]);
  expect(echoed(wgetCommand(url, file)).trimEnd().split('\n').slice(-2)).toEqual([`--output-document=${file}`, url]);
});
