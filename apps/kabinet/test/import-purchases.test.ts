import { existsSync } from 'node:fs';
import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importPurchases } from '../src/commands/import-purchases.ts';
import { closeFeed, openFeed } from '../src/commands/purchase-feed.ts';
import { newInstallation, run } from './program.ts';

const LINES = ['{"source":"erp-1c","id":"ЗК-1"}', 'no JSON', ''].join('\n');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kabinet-import-'));
  await writeFile(join(folder, 'feed.ndjson'), LINES);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a feed', () => {
  const place = (name: string): string => join(folder, name);

  test.each([
    ['that is not there', 'missing.ndjson', undefined, /^cannot read .*missing.ndjson: ENOENT$/],
    ['that is a folder', '.', undefined, /is a folder$/],
    ['whose refused lines cannot be written', 'feed.ndjson', 'no/such/folder', /^cannot write .*: ENOENT; say with --refused/],
    ['whose refused lines would replace it', 'feed.ndjson', 'feed.ndjson', /names the feed itself$/],
    ['whose refused lines would replace a folder', 'feed.ndjson', '.', /is no file$/],
  ])('%s is refused before anything is begun', async (_what, file, refused, message) => {
    const opened = openFeed(place(file), refused === undefined ? undefined : place(refused));
    await expect(opened).rejects.toMatchObject({ name: 'CommandError', message: expect.stringMatching(message), exitCode: 2 });
    expect(await readdir(folder)).toEqual(['feed.ndjson']);
  });

  test('that is not there makes no installation, and no stack is shown', async () => {
    const installation = await newInstallation();
    const outcome = await run(installation, 'purchases', 'import', place('missing.ndjson'));
    expect(outcome).toEqual({ code: 2, stdout: '', stderr: `cannot read ${place('missing.ndjson')}: ENOENT\n` });
    expect(existsSync(installation.environment['KABINET_DATA'] ?? '')).toBe(false);
    await installation.remove();
  });
});

describe('an import', () => {
  let portal: TestPortal;
  beforeAll(async () => void (portal = await startPortal()));
  afterAll(() => portal.stop());

  test('of what stands in no folder, as of a pipe, keeps its refused lines where it was told to', async () => {
    const feed = await open(join(folder, 'feed.ndjson'));
    const nameless = `/proc/self/fd/${feed.fd}`;
    await expect(openFeed(nameless)).rejects.toMatchObject({ message: expect.stringMatching(/^cannot write .*--refused/), exitCode: 2 });
    const refused = join(folder, 'refused.ndjson');
    const opened = await openFeed(nameless, refused);
    const summary = await importPurchases(portal.composition, opened, () => {});
    await closeFeed(opened);
    await feed.close();
    expect(summary).toMatchObject({
      lines: 2,
      accepted: 0,
      refused: [
        { line: 1, id: 'ЗК-1' },
        { line: 2, id: null },
      ],
      refused_file: refused,
    });
    expect(await readFile(refused, 'utf8')).toBe(LINES);
    expect(await readdir(folder)).toEqual(['feed.ndjson', 'refused.ndjson']);
  });

  test('whose feed breaks off says so, and leaves nothing half behind', async () => {
    const opened = await openFeed(join(folder, 'feed.ndjson'), join(folder, 'other.ndjson'));
    // A folder can be opened, and fails when it is read.
    const broken = { ...opened, input: await open(folder) };
    const message = `cannot read ${opened.file}: EISDIR`;
    await expect(importPurchases(portal.composition, broken, () => {})).rejects.toMatchObject({ name: 'CommandError', message });
    await closeFeed(broken);
    await opened.input.close();
    expect(await readdir(folder)).not.toContain('other.ndjson.part');
  });
});
