import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { open, stay, visitor, type Language } from './visitor.ts';

const FOLDER = fileURLToPath(new URL('../../../../docs/images/guides/', import.meta.url));
const SIZE = { width: 1180, height: 760 };
const owner = 'owner@holding.example';
const staff = 'account@kabinet.example';

interface Picture {
  readonly name: string;
  readonly as: string;
  readonly path: string;
  readonly then?: (page: Page) => Promise<unknown>;
}

/** What the guides show. */
const pictures: readonly Picture[] = [
  { name: 'home', as: owner, path: '/' },
  { name: 'license', as: owner, path: '/licenses?status=active&sort=number', then: openFirst },
  { name: 'downloads', as: owner, path: '/downloads?kind=update' },
  { name: 'request', as: owner, path: '/support?q=журналов', then: openFirst },
  { name: 'client', as: staff, path: '/clients?q=7701000001', then: openFirst },
  { name: 'purchase', as: staff, path: '/purchases?status=refused&q=DEMO', then: openFirst },
  { name: 'issue', as: staff, path: '/licenses/new', then: (page) => page.locator('select').first().selectOption({ index: 1 }) },
];

const languages: readonly Language[] = ['en', 'ru'];

// On request only: terms move with the calendar, and no test run shall change what is under version control.
describe.skipIf(process.env['KABINET_PICTURES'] !== '1')('the pictures of the guides', () => {
  test.skipIf(inject('portalUrl') === '').each(pictures)('$name is taken anew', ({ name, as, path, then }) =>
    stay(name, async () => {
      for (const language of languages) {
        const page = await open(await visitor({ language, as, size: SIZE }), path);
        await then?.(page);
        expect(await page.evaluate('document.documentElement.lang')).toBe(language);
        await page.evaluate('document.fonts.ready.then(() => undefined)');
        await page.screenshot({ path: `${FOLDER}${name}-${language}.png` });
      }
    }),
  );
});

async function openFirst(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.waitForURL(/[0-9a-f-]{36}/);
  await page.getByRole('heading', { level: 2 }).first().waitFor();
}
