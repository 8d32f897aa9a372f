import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { browserTest, open, visitor } from './visitor.ts';

const manager = 'product@kabinet.example';
const PART = 8 * 1024 * 1024;

let folder: string;
let files: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kabinet-release-'));
  files = ['vault-9.0-x86_64.iso', 'Руководство.pdf'].map((name) => join(folder, name));
  // Three parts, and one.
  await writeFile(files[0] ?? '', randomBytes(2 * PART + 1_000));
  await writeFile(files[1] ?? '', randomBytes(1_000));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a release', () => {
  browserTest('is uploaded, goes on after a reload, comes out, and is recalled', { timeout: 120_000 }, async () => {
    const page = await open(await visitor({ as: manager }), '/releases');
    page.on('dialog', (dialog) => void dialog.accept());
    // Another one when the test is tried again: the first is out by then.
    const version = `9.0-${randomBytes(3).toString('hex')}`;
    const asked: string[] = [];
    const arrived: string[] = [];
    page.on('request', (request) => void (request.method() === 'PUT' && asked.push(partOf(request))));
    page.on('response', (response) => void (response.request().method() === 'PUT' && arrived.push(partOf(response.request()))));
    await page.getByRole('link', { name: 'Upload a release' }).click();
    await page.locator('input[type=file]').setInputFiles(files);
    expect(await page.getByLabel('Kind: Руководство.pdf').inputValue()).toBe('documentation');
    expect(await page.getByLabel('Platform: vault-9.0-x86_64.iso').inputValue()).toBe('x86_64');
    await page.getByLabel('Product').selectOption({ label: 'Hooves Vault' });
    await page.getByLabel('Version').fill(version);
    await page.getByLabel('Channel').selectOption('Beta');
    await page.getByLabel('What is new, in Russian').fill('## Проба');
    // The connection is gone behind the first part.
    await page.route('**/parts/3', () => undefined);
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.getByText(/^Sending vault-9\.0/).waitFor();
    await expect.poll(() => arrived.toSorted(), { timeout: 20_000 }).toEqual(['1', '2']);

    asked.splice(0);
    await page.reload();
    await page.getByText('An upload was begun here').waitFor();
    // Not before: it would let the part through that waits.
    await page.unroute('**/parts/3');
    expect(await page.getByLabel('Version').inputValue()).toBe(version);
    await page.getByText('Choose it again').first().waitFor();
    await page.locator('input[type=file]').setInputFiles(files);
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: `Folder hooves-vault/${version}` }).waitFor({ timeout: 60_000 });
    // The third part, the other file, the manifest: nothing was sent twice.
    expect(asked).toEqual(['3', '1', '1']);

    await page.getByRole('link', { name: 'To the release' }).click({ timeout: 30_000 });
    await page.getByRole('region', { name: 'What is new' }).getByText('Проба').waitFor();
    await recall(page, version);
  });

  browserTest('that is held says why, for each file; one that waits gets another date', async () => {
    const page = await open(await visitor({ as: manager }), '/releases?status=held');
    await page.getByRole('link', { name: 'Hooves Backup 3.2' }).click();
    const reason = page.getByRole('alert').filter({ hasText: 'Held: this keeps the release from coming out' });
    await reason.getByText('hooves-backup-3.2-update.tar.gz').waitFor();
    await reason.getByText(/^The SHA-256 is [0-9a-f]{64}/).waitFor();
    await reason.getByRole('link', { name: 'What was found in the bucket' }).click();
    const listed = page.getByRole('region', { name: 'Files of the manifest' });
    await listed.getByRole('listitem').filter({ hasText: 'update.tar.gz' }).getByText('Wrong').waitFor();
    await listed.getByRole('listitem').filter({ hasText: 'cdx.json' }).getByText('Checked').waitFor();

    await page.goto(`${new URL(page.url()).origin}/releases?status=scheduled&q=2.0.1`);
    await page.getByRole('link', { name: 'Horns OS 2.0.1' }).click();
    await page.getByRole('button', { name: 'Change the date' }).click();
    await page.getByLabel('Comes out').fill('2031-02-03T10:00');
    await page.getByRole('button', { name: 'Save the date' }).click();
    await page.getByText(/^Horns OS 2\.0\.1 comes out .*2031/).waitFor();
  });

  browserTest('is counted: what was downloaded, as a chart and in its tables', async () => {
    const page = await open(await visitor({ as: manager }), '/downloads/statistics');
    const counted = page.getByRole('img', { name: /^Downloads a day from .*: \d+ begun, \d+ finished$/ });
    await counted.waitFor();
    await page.getByRole('row').filter({ hasText: 'Horns Mail 5.2' }).waitFor();
    await page.getByText('The numbers, day by day').click();
    await page.getByRole('columnheader', { name: 'Day' }).waitFor();
    await page.getByLabel('Product').selectOption({ label: 'Hooves Backup' });
    await page.getByText('Nothing was downloaded in this period.').waitFor();
  });
});

function partOf(request: Request): string {
  return request.url().slice(request.url().lastIndexOf('/') + 1);
}

async function recall(page: Page, version: string): Promise<void> {
  await page.getByRole('button', { name: 'Recall' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Loses keys');
  await dialog.getByLabel(new RegExp(version.replaceAll('.', String.raw`\.`))).fill(version);
  await dialog.getByRole('button', { name: 'Recall' }).click();
  await page.getByText('Recalled: Loses keys').waitFor();
}
