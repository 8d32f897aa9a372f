import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { focused, tabTo } from './keyboard.ts';
import { newHolding, type Holding } from './new-holding.ts';
import { browserTest, open, visitor } from './visitor.ts';

describe('a transfer', () => {
  browserTest('is planned, looked at, made, and returned (story 7)', async () => {
    const { page, subsidiary } = await openLicenses();
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('link', { name: 'Transfer', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Transfer licences' }).waitFor();
    const units = page.getByLabel(/^Units of L-/);
    await units.fill('9999');
    await units.blur();
    await page.getByText('A whole number from 1 to 5').waitFor();
    await units.fill('2');
    await chooseReceiver(page, subsidiary.name);
    await page.getByRole('button', { name: 'See what will change' }).click();
    await page.getByRole('table', { name: 'What will change' }).getByText('5 → 3').waitFor();
    await expectAccessible(page, 'the preview');
    // Going back finds what was typed.
    await page.getByRole('button', { name: 'Change it' }).click();
    expect(await units.inputValue()).toBe('2');
    await page.getByRole('button', { name: 'See what will change' }).click();
    await page.getByRole('button', { name: 'Transfer', exact: true }).click();
    await page.getByRole('status').getByText(`Transferred to ${subsidiary.name}`).waitFor();
    await page.getByRole('heading', { level: 1, name: 'Transfers' }).waitFor();
    const row = page.getByRole('row').filter({ hasText: subsidiary.name });
    await row.getByText('Done').waitFor();
    await act(page, 'Return');
    await page.getByRole('dialog').getByText('has 2 units again').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Return' }).click();
    await row.getByText('Returned').waitFor();
    await row.getByRole('link').first().click();
    await page.getByText(`2 units · ${subsidiary.name}`).first().waitFor();
  });

  browserTest('of several licences is made with the keyboard alone', async () => {
    const { page } = await openLicenses();
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
    await page.keyboard.insertText('Принимающий');
    await page.getByRole('option', { name: /Принимающий/ }).waitFor();
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

  browserTest('waits for the receiver where the tree wants that, and is accepted', async () => {
    const { page, cabinet, subsidiary } = await openLicenses();
    await page.goto(`/organizations/${cabinet.id}`);
    await page.getByRole('switch', { name: 'The receiver has to accept a transfer' }).press('Space');
    await page.getByRole('status').getByText('Transfers are accepted by the receiver').waitFor();
    await page.goto('/licenses');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('link', { name: 'Transfer', exact: true }).click();
    await chooseReceiver(page, subsidiary.name);
    await page.getByRole('button', { name: 'See what will change' }).click();
    await page.getByText('The receiver has to accept it').waitFor();
    await page.getByRole('button', { name: 'Offer it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Transfers' }).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
    await page
      .getByRole('region', { name: 'Needs attention' })
      .getByRole('link', { name: /^Accept or decline/ })
      .click();
    await page.getByRole('row').getByText('Waits for the receiver').waitFor();
    await act(page, 'Accept');
    await page.getByRole('dialog').getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('status').getByText('The transfer is accepted').waitFor();
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

/** The licences of a new holding, as its owner sees them. */
async function openLicenses(): Promise<Holding & { page: Page }> {
  const holding = await newHolding(await visitor());
  return { ...holding, page: await open(await visitor({ as: holding.owner }), '/licenses') };
}

async function chooseReceiver(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'To' }).fill(name);
  await page.getByRole('option', { name }).click();
}

/** What can be done with the only transfer of the list. */
async function act(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: /^Actions: / }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** As `tabTo`, the other way. */
async function backTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    await page.keyboard.press('Shift+Tab');
    if ((await focused(page)) === name) return;
  }
  throw new Error(`${name} is not reached by Shift+Tab`);
}
