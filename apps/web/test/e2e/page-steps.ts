/** How a visitor comes to what has no address of its own. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { takeIn } from './take-in.ts';

export async function openRequest(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Переписка' }).waitFor();
}

export async function openRating(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Как мы справились?' }).waitFor();
}

export async function openWebhook(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.waitForURL(/\/webhooks\/[0-9a-f-]+/);
}

export async function openDelivery(page: Page): Promise<void> {
  await openWebhook(page);
  await page
    .getByRole('button', { name: /^Показать сообщение/ })
    .first()
    .click();
}

export async function openFirstRow(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.waitForURL(/\/(licenses|certificates)\/[0-9a-f-]+/);
  await page.getByRole('heading', { level: 2 }).first().waitFor();
}

/** With every column the table is as wide as it gets. */
export async function showDigests(page: Page): Promise<void> {
  await press(page, 'Столбцы');
  await page.getByRole('checkbox', { name: 'SHA-256' }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('columnheader', { name: 'SHA-256' }).waitFor();
}

export async function openFile(page: Page): Promise<void> {
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

export async function openRelease(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link', { name: '2.0' }).first().click();
  await page.getByRole('heading', { name: 'Подпись' }).waitFor();
}

export async function openFirstLink(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('alert', { name: 'Задержан' }).waitFor();
}

export async function chooseFiles(page: Page): Promise<void> {
  const contents = { mimeType: 'application/octet-stream', buffer: Buffer.from('contents') };
  await page.locator('input[type=file]').setInputFiles([
    { name: 'horns-os-9.0-x86_64.iso', ...contents },
    { name: 'Руководство администратора.pdf', ...contents },
  ]);
  await press(page, 'Загрузить');
  await page.getByText('Обязательное поле').first().waitFor();
}

export function press(page: Page, button: string | RegExp): Promise<void> {
  return page.getByRole('button', { name: button, exact: typeof button === 'string' }).click();
}

export async function openAdvisory(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Коротко' }).waitFor();
}

export async function importNonsense(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Документ CSAF (JSON)' }).fill('{\n  "document": {}\n}');
  await takeIn(page, 'Проверить и принять', page.getByRole('button', { name: /^Строка 2: \/document\/title/ }));
}

export async function openRevocation(page: Page): Promise<void> {
  await openFirstRow(page);
  await press(page, 'Отозвать');
  await page.getByRole('dialog').waitFor();
}

export async function planTransfer(page: Page): Promise<void> {
  await openFirstRow(page);
  await page.getByRole('link', { name: 'Передать', exact: true }).click();
  await page.getByRole('heading', { name: 'Шаг 1 из 2. Что и кому' }).waitFor();
}

export async function previewTransfer(page: Page): Promise<void> {
  await planTransfer(page);
  await page.getByLabel(/^Сколько единиц/).fill('1');
  await page.getByRole('combobox', { name: 'Кому' }).fill('порт');
  await page.getByRole('option', { name: /Северный порт/ }).click();
  await press(page, 'Что изменится');
  await page.getByRole('table', { name: 'Что изменится' }).waitFor();
}

export async function openWords(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link', { name: 'Новый личный кабинет' }).click();
  await page.getByRole('heading', { level: 2 }).first().waitFor();
}

export async function openDefaults(page: Page): Promise<void> {
  await openHolding(page);
  await page.getByRole('link', { name: 'Уведомления организации' }).click();
  await page.getByRole('textbox', { name: /За сколько дней/ }).waitFor();
}

export async function openHolding(page: Page): Promise<void> {
  await page.getByRole('treeitem', { name: /^ПАО «Северный холдинг»/ }).click();
  await page.getByRole('heading', { name: 'Сотрудники' }).waitFor();
}

export async function pressOnHolding(page: Page, button: string): Promise<void> {
  await openHolding(page);
  await press(page, button);
  await page.getByRole('dialog').waitFor();
}

export async function importPeople(page: Page): Promise<void> {
  await pressOnHolding(page, 'Пригласить списком');
  await page.getByLabel('Список', { exact: false }).last().fill('почта;имя;роль\nnew@holding.example;Новый;viewer\nнет;Никто;царь');
  await press(page, 'Проверить');
  await page.getByRole('dialog').getByRole('alert').waitFor();
}

export async function openClient(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Реквизиты' }).waitFor();
}

export async function openMove(page: Page): Promise<void> {
  await openClient(page);
  await press(page, 'Перенести');
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
}

export async function beginViewing(page: Page): Promise<void> {
  await openClient(page);
  await press(page, /^Посмотреть глазами: Ольга/);
  await page.getByLabel('Причина').fill('Звонок');
  await page.getByRole('dialog').getByRole('button', { name: 'Посмотреть глазами' }).click();
  await page.getByText('Только чтение').waitFor();
}

export async function weighClosing(page: Page): Promise<void> {
  await openClient(page);
  await press(page, 'Закрыть');
  await press(page, 'Что есть у организации');
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
}

export async function waitForSample(page: Page): Promise<void> {
  await page.getByTitle('Как выглядит документ').waitFor();
}

export async function checkList(page: Page): Promise<void> {
  const rows = ['2301000008;horns-mail;5;2026-12-01;100;standard;2026-12-01;2027-11-30', '2301000008;horns-mail;0;2026-12-01;x;golden;;'];
  const header = 'ИНН;продукт;количество;действует с;параметры.mailboxes;уровень;сертификат с;сертификат по';
  await page.getByRole('textbox', { name: 'Список' }).fill([header, ...rows].join('\n'));
  await page.getByRole('button', { name: 'Проверить' }).click();
  await page.getByRole('table', { name: 'Строки списка' }).waitFor();
}

export async function chooseProduct(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Продукт' }).selectOption({ label: 'Рога ОС' });
  await page.getByRole('button', { name: 'Выдать' }).click();
  await page.getByText('Обязательное поле').first().waitFor();
}

export async function chooseClient(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Клиент' }).fill('Северный холдинг');
  await page.getByRole('option', { name: /Северный холдинг/ }).click();
  await page.getByRole('checkbox', { name: /^L-/ }).first().check();
}

export async function openPurchase(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('group', { name: 'Сообщение, как оно пришло' }).waitFor();
}

export async function mendPurchase(page: Page): Promise<void> {
  await openPurchase(page);
  await page.getByRole('link', { name: 'Исправить' }).click();
  await page.getByRole('textbox', { name: 'Сообщение (JSON)' }).waitFor();
}

export async function reversePurchase(page: Page): Promise<void> {
  await openPurchase(page);
  await press(page, 'Отменить покупку');
  await page.getByText('Вернуть её будет нельзя').waitFor();
}

export async function readMail(page: Page): Promise<void> {
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

export async function changeRoles(page: Page): Promise<void> {
  await press(page, /^Действия: auditor@/);
  await page.getByRole('menuitem', { name: 'Изменить роли' }).click();
  await page.getByRole('dialog').waitFor();
}

export async function openEntry(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('button', { name: 'Лицензия приостановлена' }).first().click();
  await page.getByRole('table', { name: 'Изменения' }).waitFor();
}

export async function checkChain(page: Page): Promise<void> {
  await press(page, 'Проверить цепочку');
  await page.getByRole('button', { name: 'Проверить', exact: true }).click();
  await page.getByText(/запис(ь|и|ей) остал(ась|ись)/).waitFor();
}
