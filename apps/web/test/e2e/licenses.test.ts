import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { browserTest, open, visitor } from './visitor.ts';

const owner = 'owner@holding.example';
const staff = 'account@kabinet.example';

describe('the list of licences', () => {
  browserTest('keeps search, filters and order in the address; back takes a step back', async () => {
    const context = await visitor({ as: owner });
    const page = await open(context, '/licenses');
    await page.getByRole('button', { name: 'Status: any' }).click();
    await page.getByRole('checkbox', { name: 'Expired' }).check();
    await page.waitForURL('**/licenses?status=expired');
    await page.keyboard.press('Escape');
    await page.getByText('1 shown').waitFor();
    await page.getByRole('button', { name: 'Valid until', exact: true }).click();
    await page.waitForURL('**/licenses?status=expired&sort=valid_until');
    expect(await page.getByRole('columnheader', { name: 'Valid until' }).getAttribute('aria-sort')).toBe('ascending');
    await page.goBack();
    await page.waitForURL('**/licenses?status=expired');
    await page.getByRole('searchbox').fill('nothing is called so');
    await page.getByText('Nothing found').waitFor();
    await page.goBack();
    await page.waitForURL('**/licenses?status=expired');
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
    await page.goForward();
    await page.getByText('Nothing found').waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('nothing is called so');
    await page.getByRole('status').getByRole('button', { name: 'Clear filters' }).click();
    await page.waitForURL('**/licenses');
    await page.getByText('13 shown').waitFor();
  });

  browserTest('is narrowed to one organization with its subsidiaries or without', async () => {
    const context = await visitor({ as: owner });
    const page = await open(context, '/licenses');
    await page.getByRole('button', { name: 'Organization' }).click();
    await page.getByLabel('Name or INN').fill('7801000005');
    await page.getByRole('option', { name: /^АО «Северсталь-Сервис»/ }).click();
    await page.waitForURL('**/licenses?cabinet_id=*');
    await page.getByText('7 shown').waitFor();
    await page.getByRole('checkbox', { name: 'With subsidiaries' }).uncheck();
    await page.getByText('3 shown').waitFor();
    await page.getByRole('link', { name: 'Home' }).click();
    await page.waitForURL(/\/\?cabinet_id=.*descendants=false/);
  });

  browserTest('mends an address that asks for nonsense, and shows its own order', async () => {
    const context = await visitor({ as: owner });
    const page = await open(context, '/licenses?status=bogus');
    await page.getByRole('alert').getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText('13 shown').waitFor();
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Issued' }).check();
    expect(await page.getByRole('columnheader', { name: 'Issued' }).getAttribute('aria-sort')).toBe('descending');
  });

  browserTest('remembers columns and views', async () => {
    const context = await visitor({ as: owner });
    const page = await open(context, '/licenses?status=active&sort=number');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Versions' }).check();
    await page.getByRole('columnheader', { name: 'Versions' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByLabel('Name of the view').fill('In force');
    await page.getByRole('button', { name: 'Save the view' }).click();
    await page.goto('/licenses');
    await page.getByRole('columnheader', { name: 'Versions' }).waitFor();
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('button', { name: 'In force', exact: true }).click();
    await page.waitForURL('**/licenses?status=active&sort=number');
  });

  browserTest('saves the PDFs of what is selected', async () => {
    const context = await visitor({ as: owner });
    const page = await open(context, '/licenses?status=active');
    const names: string[] = [];
    page.on('download', (download) => void names.push(download.suggestedFilename()));
    const ticks = page.getByRole('checkbox', { name: /^Select L-/ });
    await ticks.nth(0).check();
    await ticks.nth(1).check();
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Download PDFs' }).click();
    await expect.poll(() => names.length, { timeout: 10_000 }).toBe(2);
  });

  browserTest('shows more as its end comes near, and asks again after a failure', async () => {
    const context = await visitor({ as: owner });
    let failing = false;
    // The demo is small: the API itself answers, in pages of three.
    await context.route(/\/api\/v1\/licenses\?/, async (route) => {
      const url = route.request().url().replace('limit=50', 'limit=3');
      await (failing && url.includes('cursor=') ? route.abort() : route.continue({ url }));
    });
    failing = true;
    const page = await open(context, '/licenses');
    await page.getByRole('alert').getByText('The portal cannot be reached').waitFor();
    await page.getByText('3 shown').waitFor();
    failing = false;
    await page.getByRole('button', { name: 'Count all' }).click();
    await page.getByText('13 in all').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText('13 shown').waitFor();
  });
});

describe('an action of staff', () => {
  browserTest('is refused next to its field, asks for a typed word, and shows what became of it', async () => {
    const context = await visitor({ as: staff });
    const page = await open(context, '/licenses?q=больница');
    const number = (await page.getByRole('table').getByRole('link').first().textContent()) ?? '';
    await page.getByRole('link', { name: number }).click();
    await page.getByRole('button', { name: 'Extend' }).click();
    await page.getByLabel('New last day').fill('2001-01-01');
    await page.getByRole('dialog').getByRole('button', { name: 'Extend' }).click();
    await page.getByText('The term ends before it starts').waitFor();
    expect(await page.getByLabel('New last day').getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Revoke' }).click();
    const dialog = page.getByRole('dialog', { name: `Revoke licence ${number}` });
    await dialog.getByText('loses the right to use 2 units').waitFor();
    await dialog.getByLabel('Reason').fill('Returned');
    await dialog.getByLabel(`Type ${number} to confirm`).fill('L-0');
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await dialog.getByText('Does not match').waitFor();
    await dialog.getByLabel(`Type ${number} to confirm`).fill(number);
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Revoked by the vendor').waitFor();
    await page.getByText('Reason: Returned').waitFor();
  });

  browserTest('keeps what was typed when somebody else was quicker', async () => {
    const context = await visitor({ as: staff });
    const page = await open(context, '/licenses?q=Ёлочный');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('button', { name: 'Extend' }).click();
    const other = await open(context, new URL(page.url()).pathname);
    await extendTo(other, '2030-01-31');
    await other.getByText('Jan 31, 2030').first().waitFor();
    await extendTo(page, '2032-02-28', { isOpen: true });
    await page.getByRole('alert').getByText('Somebody changed this in the meantime').waitFor();
    await page.getByRole('button', { name: 'Reload and keep my changes' }).click();
    expect(await page.getByLabel('New last day').inputValue()).toBe('2032-02-28');
    await page.getByRole('dialog').getByRole('button', { name: 'Extend' }).click();
    await page.getByText('Feb 28, 2032').first().waitFor();
  });
});

describe('a page', () => {
  browserTest('asks before what was typed on it is lost', async () => {
    const context = await visitor({ as: staff });
    const page = await open(context, '/licenses?sort=number');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('button', { name: 'Extend' }).click();
    await page.getByLabel('New last day').fill('2033-03-31');
    await page.evaluate('history.back()');
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay' }).click();
    expect(await page.getByLabel('New last day').inputValue()).toBe('2033-03-31');
    await page.evaluate('history.back()');
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.waitForURL('**/licenses?sort=number');
  });

  browserTest('that one may not see says who can grant it', async () => {
    const context = await visitor({ as: owner });
    // No role of the demo is without licences: the answer is that of a person who is.
    await context.route('**/api/v1/me', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), permissions: [] } });
    });
    const page = await open(context, '/licenses');
    await page.getByRole('heading', { name: 'You have no access to this page' }).waitFor();
    await page.getByText('Owner, Licence manager, Support contact, Viewer').waitFor();
    expect(await page.getByRole('navigation').getByRole('link', { name: 'Licences' }).count()).toBe(0);
    await expectAccessible(page, 'forbidden');
  });
});

async function extendTo(page: Page, date: string, { isOpen } = { isOpen: false }): Promise<void> {
  if (!isOpen) await page.getByRole('button', { name: 'Extend' }).click();
  await page.getByLabel('New last day').fill(date);
  await page.getByRole('dialog').getByRole('button', { name: 'Extend' }).click();
}
