import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { browserTest, open, visitor } from './visitor.ts';

const owner = 'owner@holding.example';

describe('the tree of organizations', () => {
  browserTest('is walked through with the keyboard alone', async () => {
    const context = await visitor({ as: owner });
    const page = await open(context, '/organizations');
    const item = (name: string) => page.getByRole('treeitem', { name });
    await item('ПАО «Северный холдинг»').focus();
    await press(page, 'ArrowDown');
    await expectFocus(page, 'АО «Северсталь-Сервис»');
    await press(page, 'ArrowRight');
    await item('ООО «Полярная связь»').waitFor();
    await press(page, 'ArrowRight');
    await expectFocus(page, 'ООО «Полярная связь»');
    await press(page, 'ArrowLeft');
    await expectFocus(page, 'АО «Северсталь-Сервис»');
    await press(page, 'End');
    await expectFocus(page, 'ООО «Северный порт»');
    await press(page, 'Home');
    await expectFocus(page, 'ПАО «Северный холдинг»');
    for (const letter of 'пол') await pressLetter(page, letter);
    await expectFocus(page, 'ООО «Полярная связь»');
    await press(page, 'ArrowLeft');
    await press(page, 'ArrowLeft');
    await item('ООО «Полярная связь»').waitFor({ state: 'detached' });
    await press(page, 'Enter');
    await page.getByRole('heading', { level: 1, name: 'АО «Северсталь-Сервис»' }).waitFor();
  });

  browserTest('loads what is below as it comes into sight, a page at a time, and remembers what was opened', async () => {
    const context = await visitor({ as: owner });
    // The demo is small: the API itself answers, in pages of one.
    await context.route(/\/cabinets\?.*parent_id=/, (route) =>
      route.continue({ url: route.request().url().replace('limit=100', 'limit=1') }),
    );
    const page = await open(context, '/organizations');
    await page.getByRole('treeitem', { name: 'АО «Северсталь-Сервис»' }).waitFor();
    await page.getByRole('treeitem', { name: 'ООО «Северный порт»' }).waitFor();
    await page.getByRole('treeitem', { name: 'АО «Северсталь-Сервис»' }).press('ArrowRight');
    await page.getByRole('treeitem', { name: 'ООО «Полярная связь»' }).click();
    await page.getByRole('heading', { level: 1, name: 'ООО «Полярная связь»' }).waitFor();
    await page.goBack();
    await page.getByRole('treeitem', { name: 'ООО «Полярная связь»' }).waitFor();
  });

  browserTest('is searched on the server by name and by INN', async () => {
    const context = await visitor({ as: owner });
    const page = await open(context, '/organizations');
    await page.getByRole('searchbox').fill('5101000006');
    await page.waitForURL('**/organizations?q=5101000006');
    await page.getByRole('list', { name: 'Found organizations' }).getByRole('link', { name: 'ООО «Полярная связь»' }).click();
    await page.getByRole('definition').getByText('5101000006').waitFor();
    await page.getByRole('definition').getByRole('link', { name: 'АО «Северсталь-Сервис»' }).waitFor();
  });
});

describe('an owner', () => {
  browserTest('adds a subsidiary, mends what is refused, edits and moves it (story 8)', async () => {
    const context = await visitor({ as: owner });
    const page = await open(context, '/organizations?q=2901000000');
    await page.getByRole('link', { name: 'ООО «Северный порт»' }).click();
    await page.getByRole('button', { name: 'Add a subsidiary' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: false }).first().fill('ООО «Порт-Сервис»');
    await dialog.getByLabel('INN').fill('2901000057');
    await dialog.getByRole('button', { name: 'Add a subsidiary' }).click();
    await dialog.getByText('The INN checksum does not match').waitFor();
    await dialog.getByLabel('INN').fill('2901000056');
    await dialog.getByRole('button', { name: 'Add a subsidiary' }).click();
    await page.getByRole('heading', { level: 1, name: 'ООО «Порт-Сервис»' }).waitFor();
    await page.getByRole('status').getByText('now stands below ООО «Северный порт»').waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await dialog.getByLabel('Full name').fill('Общество «Порт-Сервис»');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('definition').getByText('Общество «Порт-Сервис»').waitFor();
    await page.getByRole('button', { name: 'Move' }).click();
    await dialog.getByLabel('New parent organization').fill('холдинг');
    await page.getByRole('option', { name: 'ПАО «Северный холдинг»' }).click();
    await dialog.getByRole('button', { name: 'Move' }).click();
    await page.getByRole('definition').getByRole('link', { name: 'ПАО «Северный холдинг»' }).waitFor();
  });

  browserTest('invites somebody, changes what they may, and takes the invitation back (story 8)', async () => {
    const context = await visitor({ as: 'owner@daughter.example' });
    const page = await open(context, '/organizations');
    await page.getByRole('treeitem', { name: /^АО «Северсталь-Сервис»/ }).click();
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail').fill('not an address');
    await dialog.getByLabel('Name').fill('Нина Новая');
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    await page.getByText('an e-mail address').waitFor();
    await dialog.getByLabel('E-mail').fill('nina@daughter.example');
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    const row = page.getByRole('row').filter({ hasText: 'Нина Новая' });
    await row.getByText('Invited').waitFor();
    await choose(page, 'Нина Новая', 'Change access');
    await dialog.getByLabel('Role').selectOption('Licence manager');
    await dialog.getByRole('checkbox', { name: 'Reports' }).uncheck();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await row.getByText('Licence manager').waitFor();
    await row.getByText('Reports').waitFor();
    await choose(page, 'Нина Новая', 'Withdraw the invitation');
    await dialog.getByText('nina@daughter.example').waitFor();
    await dialog.getByRole('button', { name: 'Withdraw the invitation' }).click();
    await row.waitFor({ state: 'detached' });
  });

  browserTest('invites people by a list: what is wrong first, then all of it', { timeout: 60_000 }, async () => {
    const context = await visitor({ as: 'owner@daughter.example' });
    const page = await open(context, '/organizations');
    await page.getByRole('treeitem', { name: /^АО «Северсталь-Сервис»/ }).click();
    await page.getByRole('button', { name: 'Invite by a list' }).click();
    const dialog = page.getByRole('dialog');
    const good = 'почта;имя;роль\nfirst@daughter.example;Первая Позванная;наблюдатель\nsecond@daughter.example;Второй Позванный;viewer';
    await dialog.getByLabel('File with the list').setInputFiles(savedByRussianSpreadsheet(`${good}\nнет адреса;Третий;царь`));
    await dialog.getByRole('button', { name: 'Check it' }).click();
    const faults = dialog.getByRole('alert');
    await faults.getByRole('row').filter({ hasText: '4' }).first().waitFor();
    expect(await dialog.getByRole('button', { name: /^Send/ }).count()).toBe(0);
    await dialog.getByRole('button', { name: 'Mend the list' }).click();
    expect(await dialog.getByLabel('List').last().inputValue()).toContain('Первая Позванная');
    await dialog.getByLabel('List').last().fill(good);
    await dialog.getByRole('button', { name: 'Check it' }).click();
    await dialog.getByRole('row').filter({ hasText: 'second@daughter.example' }).getByText('is invited').waitFor();
    await dialog.getByRole('button', { name: 'Send 2 invitations' }).click();
    await page.getByRole('status').getByText('2 invitations are on their way').waitFor();
    const row = page.getByRole('row').filter({ hasText: 'Первая Позванная' });
    await row.getByText('Invited').waitFor();
    await choose(page, 'Первая Позванная', 'Send the invitation again');
    await page.getByRole('status').getByText('first@daughter.example again').waitFor();
  });

  browserTest('moves from within the tree, and closes what was once its name is typed', { timeout: 60_000 }, async () => {
    const context = await visitor({ as: owner });
    const page = await open(context, '/organizations?q=2901000000');
    await page.getByRole('link', { name: 'ООО «Северный порт»' }).click();
    await page.getByRole('button', { name: 'Add a subsidiary' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: false }).first().fill('ООО «Причал»');
    await dialog.getByLabel('INN').fill('2901000105');
    await dialog.getByRole('button', { name: 'Add a subsidiary' }).click();
    await page.getByRole('heading', { level: 1, name: 'ООО «Причал»' }).waitFor();
    await page.goto('/organizations');
    await page.getByRole('treeitem', { name: 'ООО «Северный порт»' }).press('ArrowRight');
    await page.getByRole('treeitem', { name: 'ООО «Причал»' }).focus();
    await page.getByRole('toolbar', { name: 'Actions: ООО «Причал»' }).getByRole('button', { name: 'Move to…' }).click();
    await dialog.getByLabel('New parent organization').fill('холдинг');
    await page.getByRole('option', { name: 'ПАО «Северный холдинг»' }).click();
    await dialog.getByRole('button', { name: 'Move' }).click();
    await page.getByRole('status').getByText('ООО «Причал»').waitFor();
    await page.getByRole('treeitem', { name: 'ООО «Причал»' }).click();
    await page.getByRole('definition').getByRole('link', { name: 'ПАО «Северный холдинг»' }).waitFor();

    await page.getByRole('button', { name: 'Close it' }).click();
    await dialog.getByRole('button', { name: 'See what it has' }).click();
    await dialog.getByText('Nothing is left.').waitFor();
    await expectAccessible(page, 'a closing');
    await dialog.getByLabel('Reason').fill('Sold');
    await dialog.getByLabel(/^Type/).fill('ООО «Причал»');
    await dialog.getByRole('button', { name: 'Close it' }).click();
    await page.getByRole('heading', { level: 1, name: 'ООО «Причал»' }).waitFor();
    await page.getByText('Closed', { exact: true }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Edit' }).count()).toBe(0);
  });

  browserTest('sees what each role may do', async () => {
    const context = await visitor({ as: owner });
    const page = await open(context, '/organizations');
    await page.getByRole('treeitem', { name: /^ПАО «Северный холдинг»/ }).click();
    await page.getByRole('button', { name: 'What each role may do' }).click();
    const row = (name: string) => page.getByRole('dialog').getByRole('row').filter({ hasText: name });
    await row('Transfer licences and certificates').waitFor();
    expect(await row('Transfer licences and certificates').getByText('yes').count()).toBe(2);
    expect(await row('Invite people and change their roles').getByText('yes').count()).toBe(1);
  });
});

describe('who only looks', () => {
  browserTest('is offered nothing to change, and sees no people', async () => {
    const context = await visitor({ as: 'viewer@holding.example' });
    const page = await open(context, '/organizations');
    await page.getByRole('treeitem', { name: 'ПАО «Северный холдинг»' }).click();
    await page.getByRole('heading', { level: 1, name: 'ПАО «Северный холдинг»' }).waitFor();
    for (const name of ['Edit', 'Add a subsidiary', 'Invite']) expect(await page.getByRole('button', { name }).count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'People' }).count()).toBe(0);
  });
});

function press(page: Page, key: string): Promise<void> {
  return page.keyboard.press(key);
}

/** The keyboard of the tests has no Russian layout. */
async function pressLetter(page: Page, key: string): Promise<void> {
  await page.locator(':focus').dispatchEvent('keydown', { key, bubbles: true, cancelable: true });
}

async function expectFocus(page: Page, name: string): Promise<void> {
  await expect.poll(() => page.evaluate<string>("document.activeElement?.dataset.name ?? ''")).toBe(name);
}

async function choose(page: Page, person: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions: ${person}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** A file in Windows-1251, where Cyrillic stands 0x350 below its place in Unicode. */
function savedByRussianSpreadsheet(text: string): { name: string; mimeType: string; buffer: Buffer } {
  const bytes = Array.from(text, (letter) => letter.charCodeAt(0)).map((code) => (code > 0x7f ? code - 0x350 : code));
  return { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(bytes) };
}
