import { describe, expect } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { focused, tabTo } from './keyboard.ts';
import { browserTest, open, PASSWORD, visitor } from './visitor.ts';

const owner = 'owner@holding.example';
const staff = 'account@kabinet.example';

describe('with the keyboard alone', () => {
  browserTest('from the log-in to a downloaded licence (story 1)', async () => {
    const context = await visitor();
    const page = await open(context, '/login');
    await page.keyboard.type(owner);
    await tabTo(page, 'Password');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Hello' }).waitFor();
    await page.getByRole('link', { name: 'Skip to the content' }).focus();
    await page.keyboard.press('Tab');
    await tabTo(page, 'Licences');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Licences' }).waitFor();
    expect(await focused(page)).toBe('Licences');
    await tabTo(page, /^L-/);
    const number = await focused(page);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `Licence ${number}` }).waitFor();
    await tabTo(page, 'Licence as PDF');
    const download = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
  });

  browserTest('staff find a licence, extend it and mend what is refused', async () => {
    const context = await visitor({ as: staff });
    const page = await open(context, '/licenses');
    await tabTo(page, /^Status: any/);
    await page.keyboard.press('Enter');
    await tabTo(page, 'Active');
    await page.keyboard.press('Space');
    await page.waitForURL('**/licenses?status=active');
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('Status: Active');
    await tabTo(page, /^L-/);
    const number = await focused(page);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `Licence ${number}` }).waitFor();
    await tabTo(page, 'Extend');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: `Extend licence ${number}` });
    await dialog.waitFor();
    expect(await focused(page)).toMatch(/^New last day/);
    await page.keyboard.type('01312001');
    await page.keyboard.press('Enter');
    await dialog.getByText('The term ends before it starts').waitFor();
    expect(await focused(page)).toMatch(/^New last day/);
    // Back from the year to the month.
    for (const key of ['ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key);
    await page.keyboard.type('01312039');
    await page.keyboard.press('Enter');
    await page.getByText('Jan 31, 2039').first().waitFor();
    expect(await focused(page)).toBe('Extend');
  });

  browserTest('an owner invites somebody and takes the invitation back', async () => {
    const context = await visitor({ as: 'owner@daughter.example' });
    const page = await open(context, '/organizations');
    await page.getByRole('treeitem').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'АО «Северсталь-Сервис»' }).waitFor();
    await tabTo(page, 'Invite');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('keys@daughter.example');
    await tabTo(page, 'Name');
    await page.keyboard.insertText('Клавдия Клавишина');
    await page.keyboard.press('Enter');
    await page.getByRole('row').filter({ hasText: 'Клавдия Клавишина' }).getByText('Invited').waitFor();
    await tabTo(page, 'Actions: Клавдия Клавишина');
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe('Withdraw the invitation');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, 'Withdraw the invitation');
    await page.keyboard.press('Enter');
    await page.getByRole('row').filter({ hasText: 'Клавдия Клавишина' }).waitFor({ state: 'detached' });
  });
});

describe('the search of the portal', () => {
  browserTest('finds licences, organizations and pages from anywhere', async () => {
    const context = await visitor({ as: owner });
    const page = await open(context, '/licenses?sort=number');
    const number = (await page.getByRole('table').getByRole('link').first().textContent()) ?? '';
    await page.keyboard.press('Control+k');
    const dialog = page.getByRole('dialog', { name: 'Search the portal' });
    await dialog.waitFor();
    await page.keyboard.type(number);
    await dialog.getByRole('option', { name: number }).first().waitFor();
    await expectAccessible(page, 'found');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: `Licence ${number}` }).waitFor();
    await page.keyboard.press('Control+k');
    await dialog.waitFor();
    await page.keyboard.type('5101000006');
    await dialog.getByRole('option', { name: 'ООО «Полярная связь»' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'ООО «Полярная связь»' }).waitFor();
    await page.getByRole('button', { name: 'Search the portal' }).click();
    await dialog.waitFor();
    await page.keyboard.type('certif');
    await dialog.getByRole('option', { name: 'Certificates' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Certificates' }).waitFor();
    await page.keyboard.press('Control+k');
    await dialog.waitFor();
    await page.keyboard.type('nothing is called so');
    await dialog.getByText('Nothing found').waitFor();
  });

  browserTest('leads staff to the client, and finds products and purchases', async () => {
    const context = await visitor({ as: staff });
    const page = await open(context, '/');
    await page.keyboard.press('Control+k');
    const dialog = page.getByRole('dialog', { name: 'Search the portal' });
    await dialog.waitFor();
    await page.keyboard.type('DEMO-001');
    await dialog.getByRole('option', { name: 'DEMO-001' }).waitFor();
    await dialog.getByRole('combobox').fill('horns-os');
    await dialog.getByRole('option', { name: 'Horns OS horns-os' }).waitFor();
    await dialog.getByRole('combobox').fill('CVE-2026');
    await dialog.getByRole('group', { name: 'Security' }).getByRole('option').first().waitFor();
    await dialog.getByRole('combobox').fill('issue licen');
    await dialog.getByRole('option', { name: 'Issue licences by a list (CSV)' }).waitFor();
    await dialog.getByRole('combobox').fill('horns-os');
    await dialog.getByRole('group', { name: 'Releases' }).getByRole('option').first().waitFor();
    await dialog.getByRole('combobox').fill('5101000006');
    await dialog.getByRole('option', { name: 'ООО «Полярная связь»' }).click();
    await page.waitForURL('**/clients/*');
  });
});

describe('the shortcuts', () => {
  browserTest('are shown by the question mark, lead to pages and to the search of a list, and can be switched off', async () => {
    const context = await visitor({ as: owner });
    const page = await open(context, '/');
    await page.keyboard.press('Shift+Slash');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await dialog.getByText('Go to Licences').waitFor();
    expect(await dialog.getByText('Go to Clients').count()).toBe(0);
    await expectAccessible(page, 'shortcuts');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.getByRole('heading', { level: 1, name: 'Licences' }).waitFor();
    await page.keyboard.press('/');
    expect(await focused(page)).toBe('Search');
    await page.keyboard.type('g?');
    await page.waitForURL('**/licenses?q=g%3F');
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
    await dialog.getByRole('switch', { name: 'Single keys act' }).press('Space');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.keyboard.press('Shift+Slash');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Search the portal' }).waitFor();
    expect(await dialog.count()).toBe(0);
    expect(page.url()).toContain('/licenses');
  });
});
