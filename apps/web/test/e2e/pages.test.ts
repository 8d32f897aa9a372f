import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import {
  beginViewing,
  changeRoles,
  checkChain,
  chooseClient,
  chooseFiles,
  checkList,
  chooseProduct,
  importNonsense,
  importPeople,
  mendPurchase,
  openAdvisory,
  openClient,
  openDefaults,
  openDelivery,
  openEntry,
  openFile,
  openFirstLink,
  openFirstRow,
  openHolding,
  openMove,
  openPurchase,
  openRating,
  openRelease,
  openRequest,
  openRevocation,
  openWebhook,
  openWords,
  planTransfer,
  press,
  pressOnHolding,
  previewTransfer,
  readMail,
  reversePurchase,
  showDigests,
  waitForSample,
  weighClosing,
} from './page-steps.ts';
import { browserTest, DESKTOP, open, PHONE, visitor } from './visitor.ts';

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
const admin = 'admin@kabinet.example';
const products = 'product@kabinet.example';
const engineer = 'support@kabinet.example';

/** Every page of the app, a line each. */
const pages: readonly PageCase[] = [
  { name: 'log-in', path: '/login' },
  { name: 'guides', path: '/docs/ru' },
  { name: 'guide', path: '/docs/ru/customers' },
  { name: 'guide-code', path: '/docs/ru/integrate' },
  { name: 'password-reset-request', path: '/password-reset/request' },
  { name: 'password-reset', path: '/password-reset#token=kbr_0123456789' },
  { name: 'join-request', path: '/join-requests/new' },
  { name: 'join-requests', path: '/join-requests', as: owner },
  { name: 'email-confirmation', path: '/email-changes/confirm#token=kbe_0123456789' },
  { name: 'home', path: '/', as: owner },
  { name: 'home-staff', path: '/', as: staff },
  { name: 'licenses', path: '/licenses', as: owner },
  { name: 'licenses-filtered', path: '/licenses?status=active&q=Рога', as: owner },
  { name: 'licenses-none', path: '/licenses?q=nothing-is-called-so', as: owner },
  { name: 'licenses-organizations', path: '/licenses', as: owner, then: (page) => press(page, /^Организация/) },
  { name: 'licenses-states', path: '/licenses', as: owner, then: (page) => press(page, /^Состояние/) },
  { name: 'licenses-views', path: '/licenses', as: owner, then: (page) => press(page, 'Виды') },
  { name: 'search', path: '/', as: owner, then: (page) => press(page, 'Поиск по порталу') },
  { name: 'shortcuts', path: '/', as: owner, then: (page) => page.keyboard.press('Shift+Slash') },
  { name: 'account', path: '/', as: owner, then: (page) => press(page, /^Учётная запись/) },
  { name: 'license', path: '/licenses?sort=number', as: owner, then: openFirstRow },
  { name: 'license-staff', path: '/licenses?sort=number', as: staff, then: openFirstRow },
  { name: 'license-dialog', path: '/licenses?sort=number', as: staff, then: openRevocation },
  { name: 'certificates', path: '/certificates', as: owner },
  { name: 'certificate', path: '/certificates?sort=number', as: owner, then: openFirstRow },
  { name: 'transfer-new', path: '/licenses?status=active&sort=number&q=Северный холдинг', as: owner, then: planTransfer },
  { name: 'transfer-preview', path: '/licenses?status=active&sort=number&q=Северный холдинг', as: owner, then: previewTransfer },
  { name: 'transfers', path: '/transfers', as: owner },
  { name: 'reports', path: '/reports', as: owner },
  { name: 'reports-staff', path: '/reports', as: staff },
  { name: 'made-reports', path: '/reports/made', as: owner },
  { name: 'downloads', path: '/downloads?kind=update', as: owner, then: showDigests },
  { name: 'download-file', path: '/downloads?version=2.0&kind=image', as: owner, then: openFile },
  { name: 'download-history', path: '/downloads/history', as: owner },
  { name: 'download-statistics', path: '/downloads/statistics', as: products },
  { name: 'release', path: '/downloads?version=2.0&kind=image', as: owner, then: openRelease },
  { name: 'releases', path: '/releases', as: products },
  { name: 'release-held', path: '/releases?status=held', as: products, then: openFirstLink },
  { name: 'release-keys', path: '/releases/keys', as: products },
  { name: 'uploads', path: '/uploads', as: products },
  { name: 'upload', path: '/uploads?state=held', as: products, then: openFirstLink },
  { name: 'upload-new', path: '/uploads/new', as: products, then: chooseFiles },
  { name: 'advisories', path: '/security', as: owner },
  { name: 'advisories-staff', path: '/security', as: products },
  { name: 'advisory', path: '/security?q=RK-SA-2026-001', as: owner, then: openAdvisory },
  { name: 'advisory-staff', path: '/security?q=RK-SA-2026-002', as: products, then: openAdvisory },
  { name: 'advisory-import', path: '/security/import', as: products, then: importNonsense },
  { name: 'support', path: '/support', as: owner },
  { name: 'support-new', path: '/support/new', as: owner },
  { name: 'support-request', path: '/support?q=журналов', as: owner, then: openRequest },
  { name: 'support-rating', path: '/support?q=копия', as: 'owner@granddaughter.example', then: openRating },
  { name: 'support-desk', path: '/support?q=журналов', as: engineer, then: openRequest },
  { name: 'support-helpdesk', path: '/support/helpdesk', as: engineer },
  { name: 'support-ratings', path: '/support/ratings', as: engineer },
  { name: 'support-answers', path: '/support/answers', as: engineer },
  { name: 'knowledge', path: '/knowledge', as: owner },
  { name: 'knowledge-found', path: '/knowledge?q=kbwtypbz', as: owner },
  { name: 'knowledge-article', path: '/knowledge/network-ports', as: owner },
  { name: 'knowledge-staff', path: '/knowledge', as: products },
  { name: 'knowledge-new', path: '/knowledge/new', as: products },
  { name: 'knowledge-edit', path: '/knowledge/network-ports/edit', as: products },
  { name: 'knowledge-history', path: '/knowledge/network-ports/history', as: products },
  { name: 'knowledge-feedback', path: '/knowledge/license-expired/feedback', as: products },
  { name: 'knowledge-categories', path: '/knowledge/categories', as: products },
  { name: 'knowledge-missed', path: '/knowledge/missed', as: products },
  { name: 'organizations', path: '/organizations', as: owner },
  { name: 'organizations-found', path: '/organizations?q=север', as: owner },
  { name: 'organization', path: '/organizations', as: owner, then: openHolding },
  { name: 'organization-invitation', path: '/organizations', as: owner, then: (page) => pressOnHolding(page, 'Пригласить') },
  { name: 'organization-list', path: '/organizations', as: owner, then: importPeople },
  { name: 'organization-roles', path: '/organizations', as: owner, then: (page) => pressOnHolding(page, 'Что может каждая роль') },
  { name: 'organization-new', path: '/organizations', as: owner, then: (page) => pressOnHolding(page, 'Добавить дочернюю') },
  { name: 'notifications', path: '/notifications', as: owner },
  { name: 'notification', path: '/notifications?kind=announcement', as: owner, then: openWords },
  { name: 'organization-notifications', path: '/organizations', as: owner, then: openDefaults },
  { name: 'notification-preferences', path: '/profile/notifications', as: owner },
  { name: 'unsubscribe', path: '/unsubscribe#token=not-a-token' },
  { name: 'profile', path: '/profile', as: owner },
  { name: 'security', path: '/profile/security', as: owner },
  { name: 'security-set-up', path: '/profile/security', as: owner, then: (page) => press(page, 'Включить') },
  { name: 'sessions', path: '/profile/sessions', as: 'viewer@holding.example' },
  { name: 'tokens', path: '/profile/tokens', as: owner },
  { name: 'token-new', path: '/profile/tokens', as: owner, then: (page) => press(page, 'Новый токен') },
  { name: 'webhooks', path: '/webhooks', as: owner },
  { name: 'webhook-new', path: '/webhooks', as: owner, then: (page) => press(page, 'Добавить вебхук') },
  { name: 'webhook', path: '/webhooks', as: owner, then: openWebhook },
  { name: 'webhook-delivery', path: '/webhooks', as: owner, then: openDelivery },
  { name: 'clients', path: '/clients', as: staff },
  { name: 'client', path: '/clients?q=7701000001', as: 'admin@kabinet.example', then: openClient },
  { name: 'client-move', path: '/clients?q=7701000001', as: staff, then: openMove },
  { name: 'client-view-as', path: '/clients?q=7701000001', as: staff, then: beginViewing },
  { name: 'client-close', path: '/clients?q=7701000001', as: staff, then: weighClosing },
  { name: 'client-new', path: '/clients/new', as: staff },
  { name: 'products', path: '/products', as: products },
  { name: 'product', path: '/products/horns-os', as: products },
  { name: 'product-edit', path: '/products/horns-os/edit', as: products },
  {
    name: 'product-schema',
    path: '/products/horns-os/edit',
    as: products,
    then: (page) => page.getByRole('tab', { name: 'JSON' }).click(),
  },
  { name: 'templates', path: '/products/horns-os/templates', as: products, then: waitForSample },
  { name: 'license-import', path: '/licenses/import', as: staff, then: checkList },
  { name: 'license-new', path: '/licenses/new', as: staff, then: chooseProduct },
  { name: 'certificate-new', path: '/certificates/new', as: staff, then: chooseClient },
  { name: 'renewals', path: '/renewals', as: staff },
  { name: 'purchases', path: '/purchases', as: staff },
  { name: 'purchase', path: '/purchases?q=DEMO-001', as: staff, then: openPurchase },
  { name: 'purchase-refused', path: '/purchases?status=refused&q=DEMO', as: staff, then: openPurchase },
  { name: 'purchase-mending', path: '/purchases?status=refused&q=DEMO', as: staff, then: mendPurchase },
  { name: 'purchase-reversal', path: '/purchases?q=DEMO-001', as: staff, then: reversePurchase },
  { name: 'announcements', path: '/announcements', as: staff },
  { name: 'announcement', path: '/announcements', as: staff, then: openWords },
  { name: 'announcement-new', path: '/announcements/new', as: staff },
  { name: 'mails', path: '/mails', as: admin },
  { name: 'mail', path: '/mails', as: admin, then: readMail },
  { name: 'audit', path: '/audit', as: admin },
  { name: 'audit-actions', path: '/audit', as: owner, then: (page) => press(page, /^Действие/) },
  { name: 'audit-entry', path: '/audit?action=licenses.license.suspended', as: admin, then: openEntry },
  { name: 'audit-check', path: '/audit', as: admin, then: checkChain },
  { name: 'system', path: '/system', as: 'auditor@kabinet.example' },
  { name: 'system-service', path: '/system/licenses', as: admin },
  { name: 'settings', path: '/settings', as: admin },
  { name: 'settings-auditor', path: '/settings', as: 'auditor@kabinet.example' },
  { name: 'users', path: '/users', as: admin },
  { name: 'user-roles', path: '/users?staff=true', as: admin, then: changeRoles },
  { name: 'invitation-over', path: '/invitations/accept#token=kbi_0123456789' },
  { name: 'not-found', path: '/nothing/here', as: owner },
];

const SCREENSHOTS = fileURLToPath(new URL('../../../../.cache/screenshots/', import.meta.url));
mkdirSync(SCREENSHOTS, { recursive: true });

// Their number is what makes the browser tests long.
describe.concurrent.each(pages)('the page $name', ({ name, path, as, then }) => {
  browserTest('is accessible in both languages and themes, and fits a phone', { timeout: 120_000 }, async () => {
    const context = await visitor({ language: 'ru', ...(as === undefined ? {} : { as }) });
    const page = await open(context, path);
    await then?.(page);
    // Every language in every theme, and each language in both sizes.
    await look(page, `${name}-ru-light`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await onPhone(page, `${name}-ru-dark-phone`);
    await switchToEnglish(page);
    await look(page, `${name}-en-dark`);
    await page.emulateMedia({ colorScheme: 'light' });
    await onPhone(page, `${name}-en-light-phone`);
  });
});

/** As the switch in the header does, which a dialog may cover. */
async function switchToEnglish(page: Page): Promise<void> {
  await page.getByText('In English').dispatchEvent('click');
  await page.locator('html[lang=en]').waitFor();
}

async function onPhone(page: Page, picture: string): Promise<void> {
  await page.setViewportSize(PHONE);
  await look(page, picture);
  await page.setViewportSize(DESKTOP);
}

/** The page does not scroll sideways, and no fact runs into the next. */
async function expectToFit(page: Page, width: number): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth'), 'scrolls sideways').toBeLessThanOrEqual(width);
  const wide = await page
    .locator('dd')
    .evaluateAll((facts) => facts.filter((fact) => fact.scrollWidth > fact.clientWidth).map(({ textContent }) => textContent));
  expect(wide, 'facts that are wider than their place').toEqual([]);
}

/** A picture of the page for who works on it, and what axe says of it. */
async function look(page: Page, picture: string): Promise<void> {
  await expectToFit(page, page.viewportSize()?.width ?? 0);
  // In CI nobody looks at it, and it takes as long as axe.
  if (process.env['CI'] !== 'true') await page.screenshot({ path: `${SCREENSHOTS}${picture}.png`, fullPage: true });
  await expectAccessible(page, picture);
}
