import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { browserTest, open, visitor } from './visitor.ts';

const staff = 'account@kabinet.example';

describe('the clients', () => {
  browserTest('are found by name and by INN, and narrowed by kind', async () => {
    const context = await visitor({ as: staff });
    const page = await open(context, '/clients');
    await page.getByRole('searchbox').fill('полярная');
    await page.getByText('1 shown').waitFor();
    await page.getByRole('link', { name: 'ООО «Полярная связь»' }).waitFor();
    await page.getByRole('searchbox').fill('7801000005');
    await page.getByText('2 shown').waitFor();
    await page.getByRole('button', { name: 'Kind: any' }).click();
    await page.getByRole('checkbox', { name: 'Branch' }).check();
    await page.getByText('1 shown').waitFor();
    await page.waitForURL(/\/clients\?q=7801000005&kind=branch/);
  });

  browserTest('have their whole picture on one page, with the way to all of each', async () => {
    const context = await visitor({ as: 'admin@kabinet.example' });
    const page = await open(context, '/clients?q=7701000001');
    await page.getByRole('link', { name: 'ПАО «Северный холдинг»' }).click();
    const parts = 'Requisites, Licences, Certificates, Purchases, Requests, Downloads, Subsidiaries and branches, People, What was done';
    for (const part of parts.split(', ')) {
      await page.getByRole('region', { name: part, exact: true }).waitFor();
    }
    const requests = page.getByRole('region', { name: 'Requests', exact: true });
    await requests.getByRole('link', { name: 'Служба журналов не запускается после обновления' }).waitFor();
    const downloads = page.getByRole('region', { name: 'Downloads', exact: true });
    expect(await downloads.getByRole('link', { name: 'All its downloads' }).getAttribute('href')).toMatch(/\?cabinet_id=/);
    const people = page.getByRole('region', { name: 'People' });
    await people.getByText('owner@holding.example').waitFor();
    await page.getByRole('region', { name: 'Subsidiaries and branches' }).getByRole('link', { name: 'АО «Северсталь-Сервис»' }).click();
    await page.getByRole('heading', { level: 1, name: 'АО «Северсталь-Сервис»' }).waitFor();
    await page.getByRole('region', { name: 'Requisites' }).getByRole('link', { name: 'ПАО «Северный холдинг»' }).waitFor();
    await page.getByRole('link', { name: 'All its licences' }).click();
    await page.waitForURL(/\/licenses\?cabinet_id=/);
    await page.getByText('7 shown').waitFor();
  });

  browserTest('are looked at with the eyes of their people, read only, with the way back', { timeout: 60_000 }, async () => {
    const context = await visitor({ as: staff });
    const page = await open(context, '/clients?q=7701000001');
    await page.getByRole('link', { name: 'ПАО «Северный холдинг»' }).click();
    await page.getByRole('button', { name: 'View as Ольга Владельцева' }).click();
    const dialog = page.getByRole('dialog', { name: 'View as Ольга Владельцева' });
    await dialog.getByLabel('Reason').fill('Asked by telephone');
    await expectAccessible(page, 'a viewing to begin');
    await dialog.getByRole('button', { name: 'View as' }).click();
    await page.getByRole('heading', { level: 1, name: 'Hello, Ольга Владельцева' }).waitFor();
    await page.getByText('You see what Ольга Владельцева sees. Read only').waitFor();
    await expectAccessible(page, 'a viewing');
    const entries = page.getByRole('navigation').getByRole('link');
    expect(await entries.filter({ hasText: 'Clients' }).count()).toBe(0);
    await entries.filter({ hasText: 'Licences' }).click();
    await page.getByText('13 shown').waitFor();
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    const banner = page.getByText('You see what Ольга Владельцева sees. Read only');
    expect((await banner.boundingBox())?.y).toBeGreaterThan(50);
    await page.goto('/');
    await page.getByText('The viewing is over').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Hello, Аркадий Клиентов' }).waitFor();
  });

  browserTest('are no page for customers', async () => {
    const context = await visitor({ as: 'owner@holding.example' });
    const page = await open(context, '/clients');
    await page.getByText('This page is for the vendor’s staff.').waitFor();
    expect(await page.getByRole('navigation').getByRole('link', { name: 'Clients' }).count()).toBe(0);
  });
});

describe('a client', () => {
  browserTest('is created with its numbers checked as they are typed, then changed and moved', async () => {
    const context = await visitor({ as: staff });
    const page = await open(context, '/clients');
    await page.getByRole('link', { name: 'New client' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('ООО «Новое дело»');
    await page.getByRole('textbox', { name: 'INN', exact: true }).fill('7707083894');
    await page.getByRole('textbox', { name: 'KPP', exact: true }).fill('1');
    await page.getByText('The check digits of the INN do not match').waitFor();
    await page.getByRole('textbox', { name: 'OGRN', exact: true }).fill('1027700132196');
    await page.getByText('A KPP has 9 characters').waitFor();
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('The check digit of the OGRN does not match').waitFor();
    await page.getByRole('textbox', { name: 'INN', exact: true }).fill('7707083893');
    await page.getByRole('textbox', { name: 'KPP', exact: true }).fill('770701001');
    await page.getByRole('textbox', { name: 'OGRN', exact: true }).fill('1027700132195');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { level: 1, name: 'ООО «Новое дело»' }).waitFor();
    await page.getByRole('status').getByText('ООО «Новое дело» is created').waitFor();

    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('ООО «Старое дело»');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'ООО «Старое дело»' }).waitFor();

    await moveBelow(page, 'АО «Южные медиа»');
    await page.getByRole('region', { name: 'Requisites' }).getByRole('link', { name: 'АО «Южные медиа»' }).waitFor();
  });

  browserTest('is not moved below itself, and the preview says what would have moved', async () => {
    const context = await visitor({ as: staff });
    const page = await open(context, '/clients?q=7801000005&kind=customer');
    await page.getByRole('link', { name: 'АО «Северсталь-Сервис»' }).click();
    await page.getByRole('button', { name: 'Move' }).click();
    const dialog = page.getByRole('dialog', { name: 'Move АО «Северсталь-Сервис»' });
    await dialog.getByText('АО «Северсталь-Сервис» and 2 organizations below it').waitFor();
    await dialog.getByText('7 licences').waitFor();
    await dialog.getByText('Who may see ПАО «Северный холдинг» loses sight').waitFor();
    await choose(page, 'ООО «Полярная связь»');
    await dialog.getByRole('button', { name: 'Move' }).click();
    await dialog.getByText('An organization cannot stand below itself').waitFor();
  });
});

async function moveBelow(page: Page, parent: string): Promise<void> {
  await page.getByRole('button', { name: 'Move' }).click();
  await choose(page, parent);
  await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function choose(page: Page, parent: string): Promise<void> {
  await page.getByRole('dialog').getByLabel('New parent organization').fill(parent);
  await page.getByRole('option', { name: parent }).click();
}
