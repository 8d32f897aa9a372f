import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { apiAs } from './api-as.ts';
import { expectHarmless, WATCH } from './harmless.ts';
import { hostileMarkdown, hostileNames } from './hostile-markdown.ts';
import { browserTest, open, visitor } from './visitor.ts';

const FEW = 20;

/** Opens a request of the holding by the API; answers its path. */
async function newRequest(context: Awaited<ReturnType<typeof visitor>>, subject: string): Promise<{ id: string; path: string }> {
  const api = await apiAs(context, 'support@holding.example');
  const { items } = await api.get<{ items: { id: string }[] }>('/certificates?status=active&limit=1');
  const body = { certificate_id: items[0]?.id, subject, description: 'Что-то **не так**.' };
  const { id } = await api.post<{ id: string }>('/issues', body);
  return { id, path: `/support/${id}` };
}

describe('support', () => {
  browserTest(
    'takes a request with its files, keeps what is being written, and brings answers (story 6)',
    { timeout: 60_000 },
    async () => {
      const subject = `The service does not start ${Date.now()}`;
      const page = await open(await visitor({ language: 'en', as: 'support@holding.example' }), '/support');
      await page.getByRole('link', { name: 'New request' }).first().click();
      await page.getByLabel(/^Support certificate/).selectOption({ index: 1 });
      await page.getByLabel(/^Subject/).fill(subject);
      await page.getByLabel(/^What happened/).fill('It **falls over** at once.');
      await page
        .getByLabel('Files, up to 2 GB each')
        .setInputFiles({ name: 'журнал.log', mimeType: 'text/html', buffer: Buffer.from('<b>log</b>') });
      await page.getByRole('button', { name: 'Send the request' }).click();
      await page.getByRole('heading', { level: 1, name: subject }).waitFor();
      expect(await page.locator('strong', { hasText: 'falls over' }).count()).toBe(1);
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: /^журнал\.log/ }).click();
      expect((await downloading).suggestedFilename()).toBe('журнал.log');
      await page.getByRole('textbox', { name: 'Your answer' }).fill('Half a thought');
      await page.reload();
      await page.getByRole('heading', { level: 1, name: subject }).waitFor();
      expect(await page.getByRole('textbox', { name: 'Your answer' }).inputValue()).toBe('Half a thought');
      await answerFromDesk(page.url(), subject);
      await page.getByText('Have a look at the journal').waitFor({ timeout: 20_000 });
      expect(await page.getByText('Between us').count()).toBe(0);
      await page.getByRole('textbox', { name: 'Your answer' }).fill('It works, thank you.');
      await pasteFile(page);
      await page.getByRole('button', { name: 'Remove file pasted.txt' }).waitFor();
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page
        .getByRole('listitem')
        .filter({ hasText: 'It works, thank you.' })
        .getByRole('button', { name: /^pasted\.txt/ })
        .waitFor();
      expect(await page.getByRole('textbox', { name: 'Your answer' }).inputValue()).toBe('');
      await page.getByRole('button', { name: 'Close the request' }).click();
      await page.getByText('The request is closed. Reopen it to go on.').waitFor();
    },
  );

  browserTest('runs nothing of what people write or call their files', { timeout: 60_000 }, async () => {
    expect(hostileMarkdown.length).toBeGreaterThanOrEqual(300);
    const context = await visitor({ language: 'en', as: 'support@holding.example' });
    const { id, path } = await newRequest(context, `<img src=x onerror=ran()> ${Date.now()}`);
    const api = await apiAs(context, 'support@holding.example');
    for (let from = 0; from < hostileMarkdown.length; from += FEW) {
      const body = hostileMarkdown.slice(from, from + FEW).join('\n\n');
      await api.post(`/issues/${id}/comments`, { body: `№ ${from}\n\n${body}` });
    }
    const file = { mimeType: 'text/html', buffer: Buffer.from('x') };
    for (const name of hostileNames) await api.upload(`/issues/${id}/attachments`, { name, ...file });
    await context.addInitScript(WATCH);
    const page = await open(context, path);
    await page.getByText(`№ ${Math.floor((hostileMarkdown.length - 1) / FEW) * FEW}`, { exact: true }).waitFor();
    await expectHarmless(page);
  });
});

/** Somebody of the support takes the request, notes something for colleagues, and answers with a canned answer. */
async function answerFromDesk(url: string, subject: string): Promise<void> {
  const desk = await open(await visitor({ language: 'en', as: 'support@kabinet.example' }), new URL(url).pathname);
  await desk.getByRole('heading', { level: 1, name: subject }).waitFor();
  await desk.getByRole('button', { name: 'Take it' }).click();
  await desk.getByLabel('New note').fill('Between us');
  await desk.getByRole('button', { name: 'Add a note' }).click();
  await desk.getByRole('listitem').filter({ hasText: 'Between us' }).waitFor();
  await desk.getByRole('button', { name: 'Insert a canned answer' }).click();
  await desk.getByRole('menuitem').first().click();
  expect(await desk.getByRole('textbox', { name: 'Your answer' }).inputValue()).not.toBe('');
  await desk.getByRole('textbox', { name: 'Your answer' }).fill('Have a look at the journal');
  await desk.getByRole('button', { name: 'Send', exact: true }).click();
  await desk.getByRole('listitem').filter({ hasText: 'Have a look at the journal' }).waitFor();
}

/** As from a clipboard that holds a file. */
async function pasteFile(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Your answer' }).evaluate((area) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['pasted'], 'pasted.txt'));
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
  });
}
