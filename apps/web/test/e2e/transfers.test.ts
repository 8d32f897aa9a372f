import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { focused, tabTo } from './keyboard.ts';
import { browserTest, open, visitor } from './visitor.ts';

const owner = 'owner@holding.example';

describe('a transfer', () => {
  browserTest('is planned, looked at, made, and returned', async () => {
    const context = await visitor({ as: owner });
    const page = await openLicense(await open(context, '/licenses?status=active&sort=number'), 'Horns OS', '500');
    await page.getByRole('link', { name: 'Transfer', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Transfer licences' }).waitFor();
    await page.getByLabel(/^Units of L-/).fill('9999');
    await page.getByLabel(/^Units of L-/).blur();
    await page.getByText(/A whole number from 1 to/).waitFor();
    await page.getByLabel(/^Units of L-/).fill('7');
    await chooseReceiver(page, 'ООО «Северный порт»');
    await page.getByRole('button', { name: 'See what will change' }).click();
    const changes = page.getByRole('table', { name: 'What will change' });
    await changes.getByText(/→/).first().waitFor();
    await expectAccessible(page, 'the preview');
    // Going back finds what was typed.
    await page.getByRole('button', { name: 'Change it' }).click();
    expect(await page.getByLabel(/^Units of L-/).inputValue()).toBe('7');
    await page.getByRole('button', { name: 'See what will change' }).click();
    await page.getByRole('button', { name: 'Transfer', exact: true }).click();
    await page.getByRole('status').getByText('Transferred to ООО «Северный порт»').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Transfers' }).waitFor();
    const row = page.getByRole('row').filter({ hasText: 'ООО «Северный порт»' }).first();
    await row.getByText('Done').waitFor();
    await row.getByRole('button', { name: /^Actions: L-/ }).click();
    await page.getByRole('menuitem', { name: 'Return' }).click();
    const dialog = page.getByRole('dialog', { name: 'Give back what was transferred?' });
    await dialog.getByText('has 7 units again').waitFor();
    await dialog.getByRole('button', { name: 'Return' }).click();
    await row.getByText('Returned').waitFor();
  });

  browserTest('of several licences is made with the keyboard alone', async () => {
    const context = await visitor({ as: owner });
    const page = await open(context, '/licenses?status=active&sort=number&q=Северный холдинг');
    await tabTo(page, /^Select L-/);
    await page.keyboard.press('Space');
    await tabTo(page, /^Select L-/);
    await page.keyboard.press('Space');
    await page.getByText('2 selected').waitFor();
    await backTo(page, 'Transfer');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Transfer licences' }).waitFor();
    await tabTo(page, /^Leave out L-/);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByLabel(/^Units of L-/).count()).toBe(1);
    await page.getByLabel(/^Units of L-/).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('1');
    await tabTo(page, /^To/);
    await page.keyboard.insertText('Полярная');
    await page.getByRole('option', { name: /Полярная связь/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, 'See what will change');
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: 'What will change' }).waitFor();
    await tabTo(page, 'Transfer');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Transfers' }).waitFor();
    expect(await focused(page)).toBe('Transfers');
  });

  browserTest('is refused in words where it may not go, with nothing typed lost', async () => {
    const context = await visitor({ as: 'owner@daughter.example' });
    const page = await open(context, '/licenses?status=active&q=Полярная');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('link', { name: 'Transfer', exact: true }).click();
    await page.getByRole('button', { name: 'See what will change' }).click();
    await page.getByText('Required').waitFor();
    await chooseReceiver(page, 'Филиал «Мурманск» АО «Северсталь-Сервис»');
    await page.getByRole('button', { name: 'See what will change' }).click();
    await page.getByRole('alert').getByText('Transfers go down the tree of organizations').waitFor();
    expect(await page.getByRole('combobox', { name: 'To' }).inputValue()).toContain('Мурманск');
  });
});

async function openLicense(page: Page, product: string, quantity: string): Promise<Page> {
  await page.getByRole('row').filter({ hasText: product }).filter({ hasText: quantity }).getByRole('link').first().click();
  await page.getByRole('heading', { level: 1, name: 'Licence L-' }).waitFor();
  return page;
}

async function chooseReceiver(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'To' }).fill(name);
  await page.getByRole('option', { name }).click();
}

/** As `tabTo`, the other way. */
async function backTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    await page.keyboard.press('Shift+Tab');
    if ((await focused(page)) === name) return;
  }
  throw new Error(`${name} is not reached by Shift+Tab`);
}
