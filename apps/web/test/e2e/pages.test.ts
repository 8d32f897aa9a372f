import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { takeIn } from './take-in.ts';
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

async function openRequest(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Переписка' }).waitFor();
}

async function openRating(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Как мы справились?' }).waitFor();
}

async function openWebhook(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.waitForURL(/\/webhooks\/[0-9a-f-]+/);
}

async function openDelivery(page: Page): Promise<void> {
  await openWebhook(page);
  await page
    .getByRole('button', { name: /^Показать сообщение/ })
    .first()
    .click();
}

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

async function openFirstRow(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.waitForURL(/\/(licenses|certificates)\/[0-9a-f-]+/);
  await page.getByRole('heading', { level: 2 }).first().waitFor();
}

/** With every column the table is as wide as it gets. */
async function showDigests(page: Page): Promise<void> {
  await press(page, 'Столбцы');
  await page.getByRole('checkbox', { name: 'SHA-256' }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('columnheader', { name: 'SHA-256' }).waitFor();
}

async function openFile(page: Page): Promise<void> {
  await page
    .getByRole('table')
    .getByRole('button', { name: /\.iso$/ })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
  await press(page, 'Создать ссылку без токена');
  await page
    .getByRole('dialog')
    .getByText(/^wget /)
    .waitFor();
}

async function openRelease(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link', { name: '2.0' }).first().click();
  await page.getByRole('heading', { name: 'Подпись' }).waitFor();
}

async function openFirstLink(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('alert', { name: 'Задержан' }).waitFor();
}

async function chooseFiles(page: Page): Promise<void> {
  const contents = { mimeType: 'application/octet-stream', buffer: Buffer.from('contents') };
  await page.locator('input[type=file]').setInputFiles([
    { name: 'horns-os-9.0-x86_64.iso', ...contents },
    { name: 'Руководство администратора.pdf', ...contents },
  ]);
  await press(page, 'Загрузить');
  await page.getByText('Обязательное поле').first().waitFor();
}

function press(page: Page, button: string | RegExp): Promise<void> {
  return page.getByRole('button', { name: button, exact: typeof button === 'string' }).click();
}

async function openAdvisory(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Коротко' }).waitFor();
}

async function importNonsense(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Документ CSAF (JSON)' }).fill('{\n  "document": {}\n}');
  await takeIn(page, 'Проверить и принять', page.getByRole('button', { name: /^Строка 2: \/document\/title/ }));
}

async function openRevocation(page: Page): Promise<void> {
  await openFirstRow(page);
  await press(page, 'Отозвать');
  await page.getByRole('dialog').waitFor();
}

async function planTransfer(page: Page): Promise<void> {
  await openFirstRow(page);
  await page.getByRole('link', { name: 'Передать', exact: true }).click();
  await page.getByRole('heading', { name: 'Шаг 1 из 2. Что и кому' }).waitFor();
}

async function previewTransfer(page: Page): Promise<void> {
  await planTransfer(page);
  await page.getByLabel(/^Сколько единиц/).fill('1');
  await page.getByRole('combobox', { name: 'Кому' }).fill('порт');
  await page.getByRole('option', { name: /Северный порт/ }).click();
  await press(page, 'Что изменится');
  await page.getByRole('table', { name: 'Что изменится' }).waitFor();
}

async function openWords(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link', { name: 'Новый личный кабинет' }).click();
  await page.getByRole('heading', { level: 2 }).first().waitFor();
}

async function openDefaults(page: Page): Promise<void> {
  await openHolding(page);
  await page.getByRole('link', { name: 'Уведомления организации' }).click();
  await page.getByRole('textbox', { name: /За сколько дней/ }).waitFor();
}

async function openHolding(page: Page): Promise<void> {
  await page.getByRole('treeitem', { name: /^ПАО «Северный холдинг»/ }).click();
  await page.getByRole('heading', { name: 'Сотрудники' }).waitFor();
}

async function pressOnHolding(page: Page, button: string): Promise<void> {
  await openHolding(page);
  await press(page, button);
  await page.getByRole('dialog').waitFor();
}

async function importPeople(page: Page): Promise<void> {
  await pressOnHolding(page, 'Пригласить списком');
  await page.getByLabel('Список', { exact: false }).last().fill('почта;имя;роль\nnew@holding.example;Новый;viewer\nнет;Никто;царь');
  await press(page, 'Проверить');
  await page.getByRole('dialog').getByRole('alert').waitFor();
}

async function openClient(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Реквизиты' }).waitFor();
}

async function openMove(page: Page): Promise<void> {
  await openClient(page);
  await press(page, 'Перенести');
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
}

async function beginViewing(page: Page): Promise<void> {
  await openClient(page);
  await press(page, /^Посмотреть глазами: Ольга/);
  await page.getByLabel('Причина').fill('Звонок');
  await page.getByRole('dialog').getByRole('button', { name: 'Посмотреть глазами' }).click();
  await page.getByText('Только чтение').waitFor();
}

async function weighClosing(page: Page): Promise<void> {
  await openClient(page);
  await press(page, 'Закрыть');
  await press(page, 'Что есть у организации');
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
}

async function waitForSample(page: Page): Promise<void> {
  await page.getByTitle('Как выглядит документ').waitFor();
}

async function chooseProduct(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Продукт' }).selectOption({ label: 'Рога ОС' });
  await page.getByRole('button', { name: 'Выдать' }).click();
  await page.getByText('Обязательное поле').first().waitFor();
}

async function chooseClient(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Клиент' }).fill('Северный холдинг');
  await page.getByRole('option', { name: /Северный холдинг/ }).click();
  await page.getByRole('checkbox', { name: /^L-/ }).first().check();
}

async function openPurchase(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('group', { name: 'Сообщение, как оно пришло' }).waitFor();
}

async function mendPurchase(page: Page): Promise<void> {
  await openPurchase(page);
  await page.getByRole('link', { name: 'Исправить' }).click();
  await page.getByRole('textbox', { name: 'Сообщение (JSON)' }).waitFor();
}

async function reversePurchase(page: Page): Promise<void> {
  await openPurchase(page);
  await press(page, 'Отменить покупку');
  await page.getByText('Вернуть её будет нельзя').waitFor();
}

async function readMail(page: Page): Promise<void> {
  await page.request.post('/api/v1/password-resets', { data: { email: 'viewer@holding.example' } });
  const isListed = async () => {
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page.getByText('v***@holding.example').count();
  };
  await expect.poll(isListed, { timeout: 15_000 }).toBeGreaterThan(0);
  await page.getByRole('table').getByRole('link').first().click();
  await press(page, 'Прочитать письмо');
  await page.frameLocator('iframe').getByRole('heading').waitFor();
}

async function changeRoles(page: Page): Promise<void> {
  await press(page, /^Действия: auditor@/);
  await page.getByRole('menuitem', { name: 'Изменить роли' }).click();
  await page.getByRole('dialog').waitFor();
}

async function openEntry(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('button', { name: 'Лицензия приостановлена' }).first().click();
  await page.getByRole('table', { name: 'Изменения' }).waitFor();
}

async function checkChain(page: Page): Promise<void> {
  await press(page, 'Проверить цепочку');
  await page.getByRole('button', { name: 'Проверить', exact: true }).click();
  await page.getByText(/запис(ь|и|ей) остал(ась|ись)/).waitFor();
}
