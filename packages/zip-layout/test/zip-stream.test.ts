import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { zipStream } from '../src/zip-stream.ts';

const run = promisify(execFile);
const missing = ['/usr/bin/unzip', '/usr/bin/7zz'].filter((program) => !existsSync(program));
if (missing.length > 0 && process.env['CI'] === 'true') throw new Error(`${missing.join(', ')}: node test/peers/install.ts archives`);

async function* texts(...parts: string[]) {
  yield* parts;
}

async function* files() {
  yield { name: 'листы/один.xml', content: texts('<a>', 'ж'.repeat(100_000), '</a>') };
  yield { name: 'empty', content: texts() };
}

test('content that breaks off breaks the archive', async () => {
  async function* broken() {
    yield 'a part';
    throw new Error('no more');
  }
  async function* one() {
    yield { name: 'broken', content: broken() };
  }
  await expect(buffer(zipStream(one(), new Date(0)))).rejects.toThrow('no more');
});

describe.skipIf(missing.length > 0)('programs of others', () => {
  test('unzip and 7-Zip find every file as it was, empty ones included', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zip-stream-'));
    const path = join(folder, 'a.zip');
    try {
      await writeFile(path, await buffer(zipStream(files(), new Date('2026-01-01T00:00:00Z'))));
      await run('unzip', ['-tqq', path]);
      await run('7zz', ['t', path]);
      expect((await run('unzip', ['-p', path, '*.xml'])).stdout).toBe(`<a>${'ж'.repeat(100_000)}</a>`);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
