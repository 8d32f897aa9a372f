import { fontsOf } from '@kabinet/testing/pdf';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { environment } from '../src/compiler-process.ts';
import type { CompilerMessage } from '../src/compiler-protocol.ts';
import { fontFiles } from '../src/fonts.ts';
import { createRenderer } from '../src/renderer.ts';
import { jobOf, templateOf } from './rendering-tools.ts';

const renderer = createRenderer();
const folder = mkdtempSync(join(tmpdir(), 'kabinet-rendering-'));
afterAll(async () => {
  await renderer.close();
  rmSync(folder, { recursive: true });
});

describe('a template reads nothing but its own files', () => {
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'link.txt'));
  const paths = [
    '/etc/passwd',
    '/proc/self/environ',
    '../../../../../../etc/passwd',
    'parts/../../../etc/passwd',
    ...suffixesOf(join(folder, 'secret.txt')),
    ...suffixesOf(join(folder, 'link.txt')),
    ...suffixesOf(fileURLToPath(import.meta.url)),
    `../../../..${folder}/link.txt`,
    'package.json',
    './package.json',
    'file:///etc/passwd',
  ];

  test.each(paths.flatMap((path) => ['read', 'json', 'image', 'plugin', 'include'].map((call) => [call, path])))(
    '%s of %s',
    async (call, path) => {
      const main = call === 'include' ? `ok\n#include "${path}"` : `ok\n#${call}("${path}")`;
      await expect(renderer.render(jobOf(main))).rejects.toMatchObject({
        kind: 'template_error',
        diagnostics: [{ file: 'main.typ', line: 2, message: expect.stringMatching(/not found|failed to load|access denied/) }],
      });
    },
  );

  /** However far up the root of a template lay, one of these would find the file. */
  function suffixesOf(path: string): string[] {
    const segments = path.split('/').slice(1);
    return segments.map((_, index) => `/${segments.slice(index).join('/')}`);
  }

  test('its own it does read, in folders too', async () => {
    const pdf = await renderer.render(
      jobOf('#include "parts/body.typ"', { 'parts/body.typ': '#read("/parts/a.txt")', 'parts/a.txt': 'a' }),
    );
    expect(pdf.length).toBeGreaterThan(1000);
  });

  test('not those of the template before it', async () => {
    await renderer.render(jobOf('#read("mine.txt")', { 'mine.txt': 'a' }));
    await expect(renderer.render(jobOf('#read("mine.txt")'))).rejects.toMatchObject({ kind: 'template_error' });
  });

  test.each(['../up.typ', '/root.typ', 'a/../b.typ', './a.typ', 'a//b.typ', '', '.hidden', 'a\\b.typ', 'a\0.typ', 'data.json', 'ключ.typ'])(
    'no file may be called %j',
    async (path) => {
      const files = { ...templateOf('ok').files, [path]: Buffer.from('x') };
      const job = { ...jobOf('ok'), template: { main: 'main.typ', files } };
      await expect(renderer.render(job)).rejects.toMatchObject({ kind: 'template_error', diagnostics: [{ file: path }] });
    },
  );

  test('the main file is one of its own, and its size is bounded', async () => {
    const { files } = templateOf('ok');
    for (const main of ['other.typ', '/etc/passwd', 'toString']) {
      await expect(renderer.render({ ...jobOf(''), template: { main, files } })).rejects.toMatchObject({ kind: 'template_error' });
    }
    const large = { 'main.typ': Buffer.from('ok'), 'large.bin': new Uint8Array(21 * 1024 * 1024) };
    await expect(renderer.render({ ...jobOf(''), template: { main: 'main.typ', files: large } })).rejects.toThrow('at most');
  });
});

describe('packages', () => {
  test.each(['"@preview/cetz:0.3.0"', '"@pre" + "view/cetz:0.3.0"', '"@local/mine:1.0.0"'])('%s cannot be imported', async (name) => {
    const failure = renderer.render(jobOf(`#import ${name}: *`));
    await expect(failure).rejects.toMatchObject({
      kind: 'template_error',
      diagnostics: [{ line: 1, message: expect.stringMatching(/failed to download package|package not found/) }],
    });
  });

  test('are asked for through the proxy of the environment only, and there is none on port 0', async () => {
    expect(environment()['HTTPS_PROXY']).toBe('http://127.0.0.1:0');
    const asked: string[] = [];
    const proxy = createServer((socket) => socket.once('data', (data) => socket.end(void asked.push(data.toString()))));
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    const { port } = proxy.address() as AddressInfo;
    const answer = await compileWith({ HTTPS_PROXY: `http://127.0.0.1:${port}` }, '#import "@preview/cetz:0.3.0": *');
    proxy.close();
    expect(answer.kind).toBe('refused');
    expect(asked[0]).toMatch(/^CONNECT packages\.typst\.org:443/);
  });

  test('that lie in the home of whoever runs the service are not seen', async () => {
    const home = join(folder, 'typst/packages/local/mine/1.0.0');
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'typst.toml'), '[package]\nname = "mine"\nversion = "1.0.0"\nentrypoint = "lib.typ"');
    writeFileSync(join(home, 'lib.typ'), '#let mine = 1');
    const main = '#import "@local/mine:1.0.0": mine\n#mine';
    expect(await compileWith({ XDG_DATA_HOME: folder }, main)).toMatchObject({ kind: 'rendered' });
    vi.stubEnv('XDG_DATA_HOME', folder);
    const other = createRenderer();
    await expect(other.render(jobOf(main))).rejects.toThrow('package not found');
    await other.close();
    vi.unstubAllEnvs();
  });

  /** Runs the compiler in an environment that differs from the real one. */
  async function compileWith(changes: NodeJS.ProcessEnv, main: string): Promise<CompilerMessage> {
    const settings = { fonts: fontFiles(), memoryMb: 512, parent: process.pid };
    const child = fork(fileURLToPath(new URL('../src/compiler-main.ts', import.meta.url)), [JSON.stringify(settings)], {
      execArgv: [],
      env: { ...environment(), ...changes },
      serialization: 'advanced',
    });
    await once(child, 'message');
    child.send({ template: templateOf(main), data: '{}', locale: 'ru', timestamp: 0 });
    const [answer] = (await once(child, 'message')) as [CompilerMessage];
    child.kill('SIGKILL');
    return answer;
  }
});

test('fonts of the machine are not used', async () => {
  const pdf = await renderer.render(jobOf('#set text(font: ("DejaVu Sans", "Liberation Sans", "Arial", "IBM Plex Sans"))\nтекст'));
  expect(fontsOf(pdf)).toEqual(['IBMPlexSans']);
});

test('a folder of other fonts takes the place of the usual ones', async () => {
  const fonts = fileURLToPath(
    new URL('.', import.meta.resolve('@expo-google-fonts/ibm-plex-sans/400Regular_Italic/IBMPlexSans_400Regular_Italic.ttf')),
  );
  const other = createRenderer({ fontsDirectory: fonts });
  expect(fontFiles(fonts)).toHaveLength(1);
  expect(fontsOf(await other.render(jobOf('#set text(font: "IBM Plex Sans", style: "italic")\nтекст')))).toEqual(['IBMPlexSans']);
  await other.close();
});
