import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { browserTest, open, visitor } from './visitor.ts';

const staff = 'account@kabinet.example';
const CLIENT = 'АО «Южные медиа»';
const CLIENT_INN = '2301000008';

describe('issuing by hand', () => {
  browserTest('a licence, then a certificate for it, which is suspended, resumed and revoked', async () => {
    const context = await visitor({ as: staff });
    const page = await open(context, '/licenses');
    await page.getByRole('link', { name: 'Issue a licence' }).click();
    await chooseClient(page);
    await page.getByRole('combobox', { name: 'Product' }).selectOption({ label: 'Horns Mail' });
    await page.getByLabel('Units').fill('3');
    await page.getByLabel('Valid until').fill('2001-01-01');
    await page.getByRole('button', { name: 'Issue' }).click();
    await page.getByText('Required').waitFor();
    await page.getByLabel('Почтовых ящиков').fill('250');
    await page.getByRole('button', { name: 'Issue' }).click();
    await page.getByText('The term ends before it starts').waitFor();
    await page.getByLabel('Valid until').fill('');
    await page.getByRole('button', { name: 'Issue' }).click();
    await page
      .getByRole('status')
      .getByText(/^Licence L-\S+ is issued$/)
      .waitFor();
    await page.getByText('Issued by the vendor').waitFor();
    await issueCertificate(page);
    await decide(page);
  });

  browserTest('of a list: its faults first, then what it would issue, and all of it once', async () => {
    const context = await visitor({ as: staff });
    const page = await open(context, '/licenses');
    await page.getByRole('link', { name: 'Issue by a list' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download a sample' }).click();
    const [header = '', ...examples] = (await readFile(await (await saved).path(), 'utf8')).split('\r\n');
    const mail = (examples.find((row) => row.includes('horns-mail')) ?? '').replace('7707083893', CLIENT_INN);
    const list = page.getByRole('textbox', { name: 'List' });
    await list.fill(`${header}\n${mail}\n${mail.replace('horns-mail', 'horns-tea')}`);
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.getByRole('alert').getByRole('row', { name: '3 product No such product' }).waitFor();
    await page.getByRole('button', { name: 'Mend the list' }).click();
    await list.fill(`${header}\n${mail}`);
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.getByRole('button', { name: 'Issue 1 row' }).click();
    await page.getByRole('status').getByText('1 row is issued').waitFor();
    await page.getByRole('table', { name: 'Rows of the list' }).getByRole('link', { name: /^L-/ }).click();
    await page.getByText('Issued by the vendor').waitFor();
    await page.goto('/licenses/import');
    await list.fill(`${header}\n${mail}`);
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.getByText(/^This list was issued already/).waitFor();
    expect(await page.getByRole('button', { name: 'Issue 1 row' }).count()).toBe(0);
  });

  browserTest('is offered to nobody who may not', async () => {
    const context = await visitor({ as: 'support@kabinet.example' });
    const page = await open(context, '/licenses');
    await page.getByText('Южные медиа').first().waitFor();
    expect(await page.getByRole('link', { name: 'Issue a licence' }).count()).toBe(0);
    await page.goto('/licenses/new');
    await page.getByRole('heading', { name: 'You have no access to this page' }).waitFor();
  });
});

async function chooseClient(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Client' }).fill('Южные');
  await page.getByRole('option', { name: CLIENT }).click();
}

/** From the page of a licence. */
async function issueCertificate(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Issue a certificate' }).click();
  await page.getByRole('heading', { level: 1, name: 'New certificate' }).waitFor();
  expect(await page.getByRole('combobox', { name: 'Client' }).inputValue()).toContain(CLIENT);
  await page.getByRole('checkbox', { name: /^L-/, checked: true }).waitFor();
  await page.getByRole('combobox', { name: 'Level' }).selectOption('privileged');
  await page.getByRole('button', { name: 'Issue' }).click();
  await page
    .getByRole('status')
    .getByText(/^Certificate C-\S+ is issued$/)
    .waitFor();
}

/** On the page of a certificate. */
async function decide(page: Page): Promise<void> {
  const title = page.getByRole('heading', { level: 1, name: /^Certificate C-/ });
  const number = ((await title.textContent()) ?? '').replace('Certificate ', '');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Suspend' }).click();
  await dialog.getByLabel('Reason').fill('Unpaid');
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await page.getByText('Reason: Unpaid').waitFor();
  const other = await open(page.context(), new URL(page.url()).pathname);
  await page.getByRole('button', { name: 'Revoke' }).click();
  await dialog.getByText(`${CLIENT} loses support for 1 licence`).waitFor();
  await dialog.getByLabel('Reason').fill('Returned');
  await dialog.getByLabel(`Type ${number} to confirm`).fill(number);
  await other.getByRole('button', { name: 'Resume' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
  await other.getByText('Resumed by the vendor').waitFor();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await dialog.getByText('Somebody changed this in the meantime').waitFor();
  await dialog.getByRole('button', { name: 'Reload and keep my changes' }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('Revoked by the vendor').waitFor();
  expect(await page.getByRole('button', { name: 'Extend' }).count()).toBe(0);
}
