import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { browserTest, open, visitor } from './visitor.ts';

const owner = 'owner@holding.example';

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
    await page.getByRole('menuitem', { name: 'Table (CSV)' }).click();
    const lines = (await readFile(await (await exported).path(), 'utf8')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^\uFEFFNumber;Product;/);
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
