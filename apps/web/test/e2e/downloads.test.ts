import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { browserTest, open, visitor } from './visitor.ts';

const owner = 'owner@holding.example';
const image = 'horns-mail-5.0-x86_64.iso';

function rowOf(page: Page, text: string) {
  return page.getByRole('row').filter({ hasText: text });
}

async function saved(page: Page, button: string | RegExp): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).last().click()]);
  return download;
}

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

describe('files', () => {
  browserTest('are found and taken, one by one or as an archive, and checked; what is withheld says why (story 2)', async () => {
    const page = await open(await visitor({ as: owner }), '/downloads?version=5.2');
    await rowOf(page, 'horns-mail-5.2-update.tar.gz').getByText('Install a newer version.').waitFor();
    await page.getByRole('button', { name: /^Version/ }).click();
    await page.getByRole('textbox', { name: 'Version' }).fill('5.0');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('button', { name: image, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: image });
    const sha256 = await dialog.getByText(/^[0-9a-f]{64}$/).textContent();
    await dialog.getByText(`echo '${sha256}  ${image}' | sha256sum --check`).waitFor();
    const file = await saved(page, `Download ${image}`);
    expect([
      file.suggestedFilename(),
      createHash('sha256')
        .update(await bytesOf(file))
        .digest('hex'),
    ]).toEqual([image, sha256]);

    await dialog.getByRole('button', { name: 'Make a link without a token' }).click();
    const wget = (await dialog.getByText(/^wget /).textContent()) ?? '';
    const [, link = ''] = /'(http[^']+)'$/.exec(wget) ?? [];
    const part = await fetch(link, { headers: { range: 'bytes=0-9' } });
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10]);
    await dialog.getByRole('button', { name: 'Close' }).click();

    for (const chosen of [image, 'horns-mail-5.0.cdx.json']) await page.getByRole('checkbox', { name: `Select ${chosen}` }).check();
    const archive = await saved(page, /^Download 2 files as one archive/);
    expect([archive.suggestedFilename(), (await bytesOf(archive)).subarray(0, 2).toString()]).toEqual(['horns-mail-5.0.zip', 'PK']);
    await page.getByRole('link', { name: 'Download history' }).click();
    await rowOf(page, 'horns-mail-5.0.zip').first().getByText('You').waitFor();
    await rowOf(page, 'horns-mail-5.1-update.tar.gz').getByText('went on from').first().waitFor();
    await rowOf(page, 'horns-mail-5.1-update.tar.gz').first().getByText('Максим Лицензионный').waitFor();
  });

  browserTest('of a release stand with its notes, its bills of materials and how to check its signature', async () => {
    const page = await open(await visitor({ as: owner }), '/downloads?version=2.0&kind=sbom');
    await page.getByRole('link', { name: '2.0' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Horns OS 2.0' }).waitFor();
    await page.getByRole('region', { name: 'What is new' }).getByText('a new major version').waitFor();
    await rowOf(page, 'horns-os-2.0.cdx.json').getByText('SBOM, CycloneDX').waitFor();
    await rowOf(page, 'horns-os-2.0.spdx.json').getByText('SBOM, SPDX').waitFor();
    const signature = page.getByRole('region', { name: 'Signature' });
    await signature.getByText('the portal has checked it').waitFor();
    const [key] = await Promise.all([
      page.waitForEvent('download'),
      signature.getByRole('link', { name: /^Download the public key/ }).click(),
    ]);
    expect((await bytesOf(key)).toString()).toMatch(/^-----BEGIN PUBLIC KEY-----/);
    await signature.getByText(`-inkey '${key.suggestedFilename()}'`).waitFor();
  });

  browserTest('stand on the page of their licence, withheld where it does not cover them', async () => {
    const page = await open(await visitor({ as: owner }), '/licenses?status=expired&q=Северный холдинг');
    await page.getByRole('table').getByRole('link').first().click();
    const files = page.getByRole('region', { name: 'Downloads under this licence' });
    await files.getByText('The licence has expired').first().waitFor();
    expect(await files.getByRole('button', { name: /^Download/ }).count()).toBe(0);
    await files.getByRole('link', { name: 'All files of the product' }).click();
    await page.getByRole('heading', { level: 1, name: 'Downloads' }).waitFor();
  });
});
