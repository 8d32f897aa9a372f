import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { apiAs } from './api-as.ts';
import { browserTest, open, visitor } from './visitor.ts';

const manager = 'product@kabinet.example';

describe('a product', () => {
  browserTest('is added with parameters from the table, which make a form at once (story 11)', async () => {
    const context = await visitor({ as: manager });
    const page = await open(context, '/products');
    await page.getByRole('link', { name: 'New product' }).click();
    await page.getByLabel('Name in Russian').first().fill('Рога Сеть');
    await page.getByLabel('Name in English').first().fill('Horns Net');
    await page.getByLabel('Name in addresses (slug)').fill('Horns Net');
    await addParameters(page);
    const preview = page.getByRole('region', { name: 'The form that it makes' });
    await preview.getByLabel('Edition').selectOption('server');
    expect(await preview.getByLabel('Cores').getAttribute('min')).toBe('2');

    await page.getByRole('button', { name: 'Add the product' }).click();
    await page.getByText('lower-case letters and digits with hyphens').waitFor();
    expect(await page.getByLabel('Name in addresses (slug)').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Name in addresses (slug)').fill('horns-net');
    await page.getByRole('button', { name: 'Add the product' }).click();
    await cardOf(page, 'cores').getByText('The maximum is below the minimum').waitFor();
    await cardOf(page, 'cores').getByLabel('At most').fill('64');
    await page.getByRole('button', { name: 'Add the product' }).click();
    await page.getByRole('heading', { level: 1, name: 'Horns Net' }).waitFor();
    await page.getByRole('region', { name: 'Licence parameters' }).getByText('desktop, server').waitFor();
    await page.getByText('first answer within 16 hours').waitFor();
  });

  browserTest('is refused with the faults of its schema at their lines', async () => {
    const context = await visitor({ as: manager });
    const page = await open(context, '/products/hooves-vault/edit');
    await page.getByRole('tab', { name: 'JSON' }).click();
    const text = page.getByLabel('JSON Schema of the parameters');
    await text.fill(
      '{\n  "type": "object",\n  "properties": {\n    "cores": { "type": "integer",\n      "minimum": 5, "maximum": 1 }\n  }\n}',
    );
    await page.getByRole('button', { name: 'Save' }).click();
    const fault = page.getByRole('button', { name: /^Line 5: .*The maximum is below the minimum/ });
    await fault.click();
    expect(await text.evaluate((area) => (area as HTMLTextAreaElement).selectionStart)).toBe(74);
    await text.fill('{');
    await page.getByText('The form is shown again once the schema makes sense.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This is no JSON of an object').waitFor();
  });

  browserTest('is archived and sold again', async () => {
    const context = await visitor({ as: manager });
    await addProduct(context, 'horns-fax', 'Horns Fax');
    const page = await open(context, '/products/horns-fax');
    await page.getByRole('button', { name: 'Archive' }).click();
    await page.getByRole('dialog', { name: 'Archive Horns Fax?' }).getByRole('button', { name: 'Archive' }).click();
    await page.getByRole('button', { name: 'Sell again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sell again' }).click();
    await page.getByRole('button', { name: 'Archive' }).waitFor();
  });
});

describe('a template', () => {
  browserTest('is seen as one types, says where it does not compile, is saved and taken back', async () => {
    const context = await visitor({ as: manager });
    await addProduct(context, 'horns-print', 'Horns Print');
    const page = await open(context, '/products/horns-print/templates');
    await page.getByTitle('Preview of the document').waitFor();
    const source = page.getByLabel('Typst source of license.typ');
    const before = await source.inputValue();
    await source.fill('= Licence\n\n#unknown-thing');
    const fault = page.getByRole('button', { name: /^Line 3: unknown variable/ });
    await fault.waitFor();
    await page.getByText('this is how it was before').waitFor();
    await source.fill('= Licence of ours');
    await fault.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Save the template' }).click();
    await page.getByRole('status').getByText('new documents are made by it').waitFor();
    await page.getByText('changed for this product').waitFor();

    await page.getByRole('button', { name: 'Back to the built-in one' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Back to the built-in one' }).click();
    await page.getByRole('tabpanel').getByText('built in').waitFor();
    expect(await source.inputValue()).toBe(before);
  });
});

async function addParameters(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a parameter' }).click();
  const edition = page.getByRole('group', { name: 'Parameter 1' });
  await edition.getByLabel('What it is').selectOption('One of the list');
  await edition.getByLabel('Title in Russian').fill('Редакция');
  await edition.getByLabel('Title in English').fill('Edition');
  await edition.getByLabel('Allowed values').fill('desktop\nserver');
  await edition.getByLabel('Required').check();
  await edition.getByRole('textbox', { name: 'Name', exact: true }).fill('edition');
  await page.getByRole('button', { name: 'Add a parameter' }).click();
  const cores = page.getByRole('group', { name: 'Parameter 2' });
  await cores.getByLabel('What it is').selectOption('Whole number');
  await cores.getByLabel('Title in English').fill('Cores');
  await cores.getByLabel('At least').fill('2');
  await cores.getByLabel('At most').fill('1');
  await cores.getByRole('textbox', { name: 'Name', exact: true }).fill('cores');
}

function cardOf(page: Page, parameter: string): Locator {
  return page.getByRole('group', { name: parameter, exact: true });
}

async function addProduct(context: Parameters<typeof apiAs>[0], slug: string, en: string): Promise<void> {
  const api = await apiAs(context, manager);
  await api.post('/products', {
    slug,
    name: { ru: en, en },
    parameters: { type: 'object', additionalProperties: false, properties: {} },
    support_levels: [],
    update_policy: 'always',
  });
}
