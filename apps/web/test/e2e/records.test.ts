import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { apiAs } from './api-as.ts';
import { expectAccessible } from './accessibility.ts';
import { browserTest, open, visitor } from './visitor.ts';

const admin = 'admin@kabinet.example';

describe('mail', () => {
  browserTest('is found, read as its reader sees it, and sent again', async () => {
    const context = await visitor({ as: admin });
    const owner = await apiAs(context, 'owner@stranger.example');
    const me = await owner.get<{ memberships: { cabinet: { id: string } }[] }>('/me');
    const email = `reader-${Date.now()}@stranger.example`;
    const cabinet = me.memberships[0]?.cabinet.id ?? '';
    await owner.post(`/cabinets/${cabinet}/users`, { email, name: 'Читатель', role: 'viewer', locale: 'en' });
    const api = await apiAs(context, admin);
    const newest = () => api.get<{ items: { id: string }[] }>('/mails?kind=invitation&status=kept&limit=1');
    await expect.poll(async () => (await newest()).items.length, { timeout: 15_000 }).toBe(1);
    const page = await open(context, '/mails?kind=invitation&status=kept');
    await page
      .getByRole('link', { name: /^r\*+@stranger\.example$/ })
      .first()
      .click();
    await page.getByText('There is no mail server').waitFor();
    await page.getByRole('button', { name: 'Read the mail' }).click();
    const frame = page.frameLocator('iframe[title="As mail readers show it"]');
    const heading = frame.getByRole('heading', { level: 1 });
    await heading.waitFor();
    // Styles arrive though the policy forbids them in markup, and no link leads anywhere.
    expect(await page.evaluate("getComputedStyle(document.querySelector('iframe').contentDocument.querySelector('h1')).fontSize")).toBe(
      '22px',
    );
    expect(await frame.locator('a[href]').count()).toBe(0);
    await page.getByRole('region', { name: 'As plain text' }).getByText('#token=').waitFor();
    await expectAccessible(page, 'a mail');
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
    await page.getByRole('alert').getByText('There is no mail server').waitFor();
  });

  browserTest('is not read by who may only see how it fares', async () => {
    const context = await visitor({ as: 'auditor@kabinet.example' });
    const page = await open(context, '/mails');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByText('Administrators can read it.').waitFor();
    expect(await page.getByRole('button', { name: /Read the mail|Send again/ }).count()).toBe(0);
  });
});

describe('the audit log', () => {
  browserTest('shows which fields became what, and all about one subject', async () => {
    const context = await visitor({ as: admin });
    const page = await open(context, '/audit?action=licenses.license.suspended');
    await page.getByRole('button', { name: 'Licence suspended', exact: true }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Licence suspended' });
    const changes = dialog.getByRole('table', { name: 'Changes' });
    await changes.waitFor();
    await changes.getByRole('row', { name: 'Decision none suspended' }).waitFor();
    expect(await changes.getByRole('row').count()).toBe(2);
    await expectAccessible(page, 'an entry');
    await dialog.getByRole('link', { name: 'All about this subject' }).click();
    await page.waitForURL('**/audit?subject=*');
    await page.getByRole('button', { name: 'Licence issued' }).click();
    await page.getByText('There is nothing to compare with').waitFor();
    await page.getByRole('link', { name: 'Open' }).click();
    await page.getByRole('heading', { level: 1, name: /^Licence L-/ }).waitFor();
  });

  browserTest('is checked by staff, of the vendor and of a tree', async () => {
    const context = await visitor({ as: 'auditor@kabinet.example' });
    const page = await open(context, '/audit');
    await page.getByRole('button', { name: 'Check the chain' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Check', exact: true }).click();
    await dialog.getByText(/^All \d+ entries are as they were written$/).waitFor();
    await dialog.getByRole('combobox').fill('Полярная');
    await page.getByRole('option', { name: /Полярная связь/ }).click();
    await dialog.getByRole('button', { name: 'Check', exact: true }).click();
    await dialog.getByText(/^All \d+ entries are as they were written$/).waitFor();
    await expectAccessible(page, 'a check');
  });

  browserTest('is narrowed by day, actor and action; owners see theirs and check nothing', async () => {
    const context = await visitor({ as: 'owner@holding.example' });
    const page = await open(context, '/audit?action=licenses.license.issued');
    await page.getByRole('button', { name: 'Licence issued' }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Check the chain' }).count()).toBe(0);
    await page.getByRole('button', { name: 'When: any' }).click();
    await page.getByLabel('Until').fill('2020-01-31');
    await page.getByText('Nothing found').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('status').getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('button', { name: 'Who: any' }).click();
    await page.getByRole('textbox', { name: 'Who' }).fill('user:nobody');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/audit?actor=user*nobody');
    await page.getByText('Nothing found').waitFor();
  });

  browserTest('is saved as a table and for programs, of exactly what is filtered', async () => {
    const context = await visitor({ as: 'owner@holding.example' });
    const page = await open(context, '/audit?action=licenses.license.suspended');
    await page.getByRole('button', { name: 'Licence suspended' }).first().waitFor();
    for (const [format, ending] of [
      ['Table (CSV)', '.csv'],
      ['For programs (NDJSON)', '.ndjson'],
    ] as const) {
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: format }).click();
      const download = await saved;
      expect(download.suggestedFilename()).toContain(ending);
      const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
      const entries = lines.filter((line) => line.includes('licenses.license.'));
      expect(entries.length).toBeGreaterThan(0);
      expect(entries.every((line) => line.includes('licenses.license.suspended'))).toBe(true);
    }
  });
});

describe('the settings', () => {
  browserTest(
    'give the portal another logo and colour, before the log-in too, refuse what is hard to read, and say how long things are kept',
    async () => {
      const context = await visitor({ as: admin });
      const page = await open(context, '/settings');
      const save = page.getByRole('region', { name: 'Vendor' }).getByRole('button', { name: 'Save' });
      const colour = page.getByLabel('Colour');
      await colour.fill('#ffcc00');
      await save.click();
      await page.getByText('Too pale: its contrast is 1.4, 4.5 is needed').first().waitFor();
      await colour.fill('#0b6e4f');
      await save.click();
      await page.getByRole('status').getByText('The settings are saved').waitFor();
      const kept = page.getByRole('region', { name: 'How long things are kept' });
      await kept.getByLabel('Mails, days').fill('7');
      await kept.getByRole('button', { name: 'Save' }).click();
      await kept.getByText('31').last().waitFor();
      await kept.getByLabel('Mails, days').fill('90');
      await kept.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('status').getByText('From the next night on it is kept that long').waitFor();
      const logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#0b6e4f"/></svg>';
      await page.setInputFiles('input[type=file]', { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(logo) });
      await page.getByRole('img', { name: 'The logo on the dark theme' }).waitFor();
      await expectAccessible(page, 'the settings with a logo');
      const stranger = await open(await visitor({}), '/login');
      const button = stranger.getByRole('button', { name: 'Log in' });
      await expect.poll(() => button.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(11, 110, 79)');
      await stranger.locator('header img[src^="/api/v1/vendor/logo/"]').waitFor();
      await page.getByRole('button', { name: 'Remove the logo' }).click();
      await page.getByText('There is none').waitFor();
      await colour.fill('');
      await save.click();
      await expect.poll(async () => (await (await apiAs(context, admin)).get<{ accent: null }>('/vendor')).accent).toBeNull();
    },
  );
});
