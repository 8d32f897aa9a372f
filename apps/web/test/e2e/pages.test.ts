import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { browserTest, open, PHONE, visitor } from './visitor.ts';

interface PageCase {
  readonly name: string;
  readonly path: string;
  /** The e-mail of who looks at it; nobody when it is for everybody. */
  readonly as?: string;
  /** Goes on to what has no address of its own. */
  readonly then?: (page: Page) => Promise<void>;
}

const owner = 'owner@holding.example';
const staff = 'account@kabinet.example';

/** Every page of the app, a line each. */
const pages: readonly PageCase[] = [
  { name: 'log-in', path: '/login' },
  { name: 'password-reset-request', path: '/password-reset/request' },
  { name: 'password-reset', path: '/password-reset#token=kbr_0123456789' },
  { name: 'home', path: '/', as: owner },
  { name: 'home-staff', path: '/', as: staff },
  { name: 'licenses', path: '/licenses', as: owner },
  { name: 'licenses-filtered', path: '/licenses?status=active&q=Рога', as: owner },
  { name: 'licenses-none', path: '/licenses?q=nothing-is-called-so', as: owner },
  { name: 'licenses-organizations', path: '/licenses', as: owner, then: (page) => press(page, /^Организация/) },
  { name: 'licenses-states', path: '/licenses', as: owner, then: (page) => press(page, /^Состояние/) },
  { name: 'licenses-views', path: '/licenses', as: owner, then: (page) => press(page, 'Виды') },
  { name: 'account', path: '/', as: owner, then: (page) => press(page, /^Учётная запись/) },
  { name: 'license', path: '/licenses?sort=number', as: owner, then: openFirstRow },
  { name: 'license-staff', path: '/licenses?sort=number', as: staff, then: openFirstRow },
  { name: 'license-dialog', path: '/licenses?sort=number', as: staff, then: openRevocation },
  { name: 'invitation-over', path: '/invitations/accept#token=kbi_0123456789' },
  { name: 'not-found', path: '/nothing/here', as: owner },
];

const SCREENSHOTS = fileURLToPath(new URL('../../../../.cache/screenshots/', import.meta.url));
mkdirSync(SCREENSHOTS, { recursive: true });

describe.each(pages)('the page $name', ({ name, path, as, then }) => {
  browserTest('is accessible in both languages and themes, and fits a phone', { timeout: 60_000 }, async () => {
    const context = await visitor({ language: 'ru', ...(as === undefined ? {} : { as }) });
    const page = await open(context, path);
    await then?.(page);
    await look(page, `${name}-ru-light`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await look(page, `${name}-ru-dark`);
    await switchToEnglish(page);
    await look(page, `${name}-en-dark`);
    await page.setViewportSize(PHONE);
    expect(await page.evaluate('document.documentElement.scrollWidth'), 'scrolls sideways').toBeLessThanOrEqual(PHONE.width);
    await look(page, `${name}-en-dark-phone`);
    await page.emulateMedia({ colorScheme: 'light' });
    await look(page, `${name}-en-light-phone`);
  });
});

/** As the switch in the header does, which a dialog may cover. */
async function switchToEnglish(page: Page): Promise<void> {
  await page.getByText('In English').dispatchEvent('click');
  await page.locator('html[lang=en]').waitFor();
}

/** A picture of the page for who works on it, and what axe says of it. */
async function look(page: Page, picture: string): Promise<void> {
  await page.screenshot({ path: `${SCREENSHOTS}${picture}.png`, fullPage: true });
  await expectAccessible(page, picture);
}

async function openFirstRow(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.waitForURL(/\/licenses\/[0-9a-f-]+/);
  await page.getByRole('heading', { level: 2 }).first().waitFor();
}

function press(page: Page, button: string | RegExp): Promise<void> {
  return page.getByRole('button', { name: button }).click();
}

async function openRevocation(page: Page): Promise<void> {
  await openFirstRow(page);
  await press(page, 'Отозвать');
  await page.getByRole('dialog').waitFor();
}
