import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { browserTest, open, visitor } from './visitor.ts';

const owner = 'owner@holding.example';

/** The same in the background, by way of one's own reports, and back. */
async function haveMadeLater(page: Page, table: string): Promise<void> {
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'Table (CSV), in the background' }).click();
  await page.getByText('The report is being made.').waitFor();
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'My reports' }).click();
  await page.getByRole('heading', { level: 1, name: 'My reports' }).waitFor();
  const download = page.waitForEvent('download');
  await page
    .getByRole('button', { name: /^Download certificates-/ })
    .first()
    .click();
  expect(await readFile(await (await download).path(), 'utf8')).toBe(table);
  await page
    .getByRole('button', { name: /^Delete certificates-/ })
    .first()
    .click();
  await page.getByText('The report is deleted.').waitFor();
  await page.goBack();
}

describe('certificates', () => {
  browserTest('are found by their level, and lead to the licences that they cover and back (story 1)', async () => {
    const context = await visitor({ as: owner });
    const page = await open(context, '/certificates');
    await page.getByRole('button', { name: 'Level: any' }).click();
    await page.getByRole('checkbox', { name: 'Critical' }).check();
    await page.waitForURL('**/certificates?level=critical');
    await page.getByText('2 shown').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Export' }).click();
    const exported = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Table (CSV)', exact: true }).click();
    const table = await readFile(await (await exported).path(), 'utf8');
    expect(table.trimEnd().split('\r\n')).toHaveLength(3);
    expect(table).toMatch(/^\uFEFFNumber;Product;Organization;Level;State;Valid until\r\n/);
    await haveMadeLater(page, table);
    const number = (await page.getByRole('table').getByRole('link').last().textContent()) ?? '';
    await page.getByRole('link', { name: number }).click();
    await page.getByRole('heading', { level: 1, name: `Certificate ${number}` }).waitFor();
    await page.getByRole('definition').getByText('Critical').waitFor();
    await page.getByText('Issued by the vendor').waitFor();
    await page.getByRole('list', { name: 'Covered licences' }).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Licence L-' }).waitFor();
    await page.getByRole('link', { name: number }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Certificate as PDF' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
  });

  browserTest('that end soon are counted at home, with the way to all of them (story 4)', async () => {
    const context = await visitor({ as: owner });
    const page = await open(context, '/');
    const attention = page.getByRole('region', { name: 'Needs attention' });
    await attention.getByRole('button', { name: /^Show \d+ more/ }).click();
    const shown = await attention.getByRole('link', { name: /^Certificate C-/ }).count();
    expect(shown).toBeGreaterThan(0);
    await attention
      .getByRole('link', { name: /^Ask to renew/ })
      .first()
      .click();
    await page.waitForURL(/\/support\/new\?certificate=/);
    await page.goBack();
    await attention.getByRole('link', { name: `All certificates that end within 90 days: ${shown}` }).click();
    await page.waitForURL(/\/certificates\?.*valid_until_from=.*valid_until_until=/);
    await page.getByText(`${shown} shown`).waitFor();
  });
});

describe('on paper', () => {
  browserTest('a dark page is white, without what can only be pressed', async () => {
    const context = await visitor({ as: owner, theme: 'dark' });
    const page = await open(context, '/certificates?sort=number');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: 'Certificate C-' }).waitFor();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const ink = await page.evaluate<string>("getComputedStyle(document.querySelector('h1')).color");
    expect(ink).toBe('rgb(23, 28, 35)');
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0);
    await page.getByRole('heading', { name: 'Covered licences' }).waitFor();
  });
});
