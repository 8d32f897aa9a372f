import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { targetNames } from '../src/targets.ts';
import { newInstallation, run, startProgram, type Installation, type RunningProgram } from './program.ts';

/** One installation lives through these tests in order, as a newcomer's would. */
let installation: Installation;
let running: RunningProgram | undefined;
beforeAll(async () => void (installation = await newInstallation()));
afterAll(async () => {
  await running?.end('SIGKILL');
  // The orphaned database of the last kill is stopped by a last command.
  await run(installation, 'doctor');
  await installation.remove();
});

const READY = 'Ctrl-C stops it';
const DEMO = { email: 'owner@holding.example', password: 'kabinet-demo-2026' };

async function logIn(): Promise<Record<string, string>> {
  const response = await fetch(`${installation.url}/api/v1/jwt`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(DEMO),
  });
  expect(response.status).toBe(200);
  const { access_token: token } = (await response.json()) as { access_token: string };
  return { authorization: `Bearer ${token}` };
}

async function listLicenses(): Promise<{ number: string }[]> {
  const response = await fetch(`${installation.url}/api/v1/licenses?sort=number`, { headers: await logIn() });
  expect(response.status).toBe(200);
  return ((await response.json()) as { items: { number: string }[] }).items;
}

describe('npm start', () => {
  let licenses: { number: string }[];

  test('makes the database and the demo, and names the logins', { timeout: 120_000 }, async () => {
    running = startProgram(installation, 'start');
    await running.said(READY);
    expect(running.output.stdout).toContain('owner@holding.example');
    licenses = await listLicenses();
    expect(licenses.length).toBeGreaterThan(8);
    expect((await fetch(`${installation.url}/readyz`)).status).toBe(200);
  });

  test('the doctor finds it well, beside it', { timeout: 60_000 }, async () => {
    const { code, stdout } = await run(installation, 'doctor', '--json');
    const { findings } = JSON.parse(stdout) as Findings;
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['disk space', 'secret', 'PostgreSQL', 'migrations', 'NATS', 'files', 'SMTP', 'events of licenses']),
    );
    expect(code).toBe(0);
  });

  test('the doctor asks whatever the environment names, and says which does not answer', { timeout: 60_000 }, async () => {
    const silent = {
      NATS_URL: 'nats://127.0.0.1:1',
      LICENSES_URL: 'http://127.0.0.1:1',
      AUTH_URL: installation.url,
      SMTP_URL: 'smtp://portal:secret-word@127.0.0.1:1',
      ISSUES_SCANNER: '127.0.0.1:1',
      HELPDESK_KIND: 'redmine',
      HELPDESK_URL: 'http://127.0.0.1:1',
      HELPDESK_TOKEN: 'secret-word',
      S3_ENDPOINT: 'http://127.0.0.1:1',
      S3_ACCESS_KEY_ID: 'key',
      S3_SECRET_ACCESS_KEY: 'secret-word',
      S3_BUCKET: 'releases',
      S3_PRIVATE_BUCKET: 'private',
      AUDIT_DATABASE_URL: 'postgres://127.0.0.1:1/audit',
    };
    const { code, stdout } = await run({ environment: { ...installation.environment, ...silent } }, 'doctor', '--json');
    const { findings } = JSON.parse(stdout) as Findings;
    const wrong = findings.filter(({ ok }) => !ok).map(({ check }) => check);
    expect(wrong.toSorted()).toEqual(
      ['NATS', 'processes of licenses', 'SMTP', 'scanner', 'helpdesk', 'S3_BUCKET', 'S3_PRIVATE_BUCKET', 'PostgreSQL of audit'].toSorted(),
    );
    expect(stdout).not.toContain('secret-word');
    expect(code).toBe(1);
  });

  test('a second start on the same data says so and exits', { timeout: 30_000 }, async () => {
    const second = await run(installation, 'start');
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('already running');
  });

  test('a token made beside the running portal works at once, and only for its scope', { timeout: 30_000 }, async () => {
    const made = await run(installation, 'token', 'create', '--scope', 'purchases:write', '--json');
    expect(made).toMatchObject({ code: 0 });
    const { token } = JSON.parse(made.stdout) as { token: string };
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = await fetch(`${installation.url}/api/v1/purchases`, { method: 'POST', headers, body: '{"source":"erp-1c"}' });
    expect(sent.status).toBe(422);
    expect(sent.headers.get('content-type')).toContain('application/problem+json');
    expect((await fetch(`${installation.url}/api/v1/licenses`, { headers })).status).toBe(403);
  });

  test('Ctrl-C stops it all, and a later start is quick', { timeout: 60_000 }, async () => {
    expect(await running?.end('SIGINT')).toBe(0);
    const began = performance.now();
    running = startProgram(installation, 'start');
    await running.said(READY);
    expect(performance.now() - began).toBeLessThan(20_000); // 5 s on a quiet machine; tests share theirs.
    expect(await listLicenses()).toEqual(licenses);
  });

  test('after kill -9 the next start recovers by itself', { timeout: 60_000 }, async () => {
    await running?.end('SIGKILL');
    running = startProgram(installation, 'start');
    await running.said(READY);
    expect(await listLicenses()).toEqual(licenses);
  });
});

describe('kabinet purchases import', () => {
  test('killed in the midst and repeated, ends as if it had not been killed', { timeout: 240_000 }, async () => {
    const feed = join(installation.environment['KABINET_DATA'] ?? '', 'feed.ndjson');
    const sample = await readFile(new URL('../../../samples/purchases.ndjson', import.meta.url), 'utf8');
    await writeFile(feed, sample.split('\n').slice(0, 80).join('\n'));
    const first = startProgram(installation, 'purchases', 'import', feed, '--json');
    await new Promise<void>((resolve) => {
      first.child.stderr?.on('data', () => first.output.stderr.includes('30 %') && resolve());
      first.child.once('close', resolve);
    });
    await first.end('SIGKILL');
    const second = JSON.parse((await run(installation, 'purchases', 'import', feed, '--json')).stdout) as Summary;
    const third = JSON.parse((await run(installation, 'purchases', 'import', feed, '--json')).stdout) as Summary;
    expect(second).toMatchObject({ lines: 80 });
    expect(second.accepted).toBeGreaterThan(0);
    expect(second.repeated).toBeGreaterThan(0);
    expect(third).toEqual({ ...second, accepted: 0, repeated: second.accepted + second.repeated });
    expect(third.refused).toMatchObject([
      { line: 38, id: 'БР-000037', code: 'invalid_purchase' },
      { line: 73, id: 'БР-000070' },
    ]);
    const kept = (await readFile(third.refused_file ?? '', 'utf8')).trim().split('\n');
    expect(kept).toHaveLength(2);
    expect(kept[0]).toBe(sample.split('\n')[37]);
  });
});

interface Summary {
  readonly lines: number;
  readonly accepted: number;
  readonly repeated: number;
  readonly refused: readonly object[];
  readonly refused_file: string | null;
}

interface Findings {
  readonly findings: readonly { readonly check: string; readonly ok: boolean; readonly detail: string }[];
}

describe('the command line', () => {
  test('a port that is taken stops the start before anything is made', { timeout: 30_000 }, async () => {
    const data = join(installation.environment['KABINET_DATA'] ?? '', 'untouched');
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const environment = { ...installation.environment, KABINET_DATA: data, PORT: String(port) };
    for (const command of ['start', 'serve']) {
      expect(await run({ environment }, command)).toMatchObject({ code: 1, stderr: expect.stringMatching(/^PORT: [^\n]*\n$/) });
    }
    expect(existsSync(data)).toBe(false);
    other.close();
  });

  test('the doctor makes nothing where nothing is', { timeout: 30_000 }, async () => {
    const data = join(installation.environment['KABINET_DATA'] ?? '', 'empty');
    await mkdir(data);
    const environment = { ...installation.environment, KABINET_DATA: data };
    expect(await run({ environment }, 'doctor')).toMatchObject({ code: 2, stderr: expect.stringContaining('no installation') });
    expect(await readdir(data)).toEqual([]);
    // Every service has a database of its own: there is no other one to ask.
    const own = Object.fromEntries(targetNames.map((name) => [`${name.toUpperCase()}_DATABASE_URL`, `postgres://127.0.0.1:1/${name}`]));
    const split = { ...environment, ...own, KABINET_SECRET: 'a secret of the tests, long enough to be one' };
    const { code, stdout } = await run({ environment: split }, 'doctor');
    expect(code).toBe(1);
    expect(stdout.match(/^FAIL {2}PostgreSQL of \w+: connect ECONNREFUSED 127.0.0.1:1$/gm)).toHaveLength(targetNames.length - 1);
    expect(await readdir(data)).toEqual([]);
  });

  test.each([
    [['serve', '--target=nothing'], 'no such service'],
    [['token', 'create', '--scope', 'everything'], 'no such scope'],
    [['license', 'verify', '/nowhere'], 'cannot be read'],
    [['fly'], 'unknown command'],
  ])('%j is refused with a reason and exit code 2', { timeout: 30_000 }, async (args, reason) => {
    const refused = await run(installation, ...args);
    expect(refused.stderr).toContain(reason);
    expect(refused.code).toBe(2);
  });

  test('a wrong variable stops the start and is named', { timeout: 30_000 }, async () => {
    const refused = await run({ ...installation, environment: { ...installation.environment, PORT: 'http' } }, 'serve');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/^PORT: /) });
  });

  test('the demo is refused where others can reach it', { timeout: 30_000 }, async () => {
    const environment = { ...installation.environment, HOST: '0.0.0.0', KABINET_DEMO: '1' };
    expect(await run({ ...installation, environment }, 'start')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('KABINET_DEMO'),
    });
  });
});
