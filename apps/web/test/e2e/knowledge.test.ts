import { describe, expect } from 'vitest';
import { apiAs } from './api-as.ts';
import { expectHarmless, WATCH } from './harmless.ts';
import { hostileMarkdown } from './hostile-markdown.ts';
import { browserTest, open, visitor } from './visitor.ts';

const editor = 'product@kabinet.example';

describe('knowledge base', () => {
  browserTest(
    'finds what was typed in the wrong layout, shows it with its picture, and takes thanks and complaints (story 5)',
    async () => {
      const page = await open(await visitor({ language: 'en', as: 'viewer@holding.example' }), '/knowledge');
      await page
        .getByRole('navigation', { name: 'Categories' })
        .getByRole('link', { name: /^Operations/ })
        .waitFor();
      await page.getByRole('searchbox', { name: 'Search' }).fill('ctntdst gjhns');
      await page.getByText('Showing what was found by “сетевые порты”.').waitFor();
      await page.getByRole('link', { name: 'Network ports and the firewall' }).click();
      // What was found is the Russian text, so that is what is shown.
      await page.getByRole('heading', { level: 1, name: 'Сетевые порты и межсетевой экран' }).waitFor();
      await page.getByRole('button', { name: 'English text' }).click();
      await page.getByRole('heading', { level: 1, name: 'Network ports and the firewall' }).waitFor();
      const picture = page.getByRole('img', { name: 'Diagram of network connections' });
      await picture.waitFor();
      expect(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(960);
      await page.getByRole('button', { name: 'Русский текст' }).click();
      await page.getByRole('heading', { level: 1, name: 'Сетевые порты и межсетевой экран' }).waitFor();
      await page.getByRole('button', { name: 'No', exact: true }).click();
      await page.getByLabel('What is missing').fill('Ports of the cluster');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByText('Thank you for telling us').first().waitFor();
      expect(await page.getByRole('button', { name: 'No', exact: true }).getAttribute('aria-pressed')).toBe('true');
      expect(await page.getByRole('button', { name: 'Edit' }).count()).toBe(0);
    },
  );

  browserTest(
    'is written in two languages, published, changed without readers seeing it, and given back',
    { timeout: 60_000 },
    async () => {
      const title = `Clocks ${Date.now()}`;
      const page = await open(await visitor({ language: 'en', as: editor }), '/knowledge/new');
      const english = page.getByRole('region', { name: 'English' });
      await english.getByLabel('Title (English)').fill(title);
      await english.getByLabel('Text (English)').fill('> [!NOTE]\n> Set the **clock** first.');
      await english.locator('strong', { hasText: 'clock' }).waitFor();
      await page.getByLabel('Language of the original').selectOption('en');
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await step(page, 'Publish');
      const path = new URL(page.url()).pathname;
      const reader = await open(await visitor({ language: 'en', as: 'viewer@holding.example' }), path);
      await reader.locator('strong', { hasText: 'clock' }).waitFor();
      await page.getByRole('link', { name: 'Edit' }).click();
      await page.getByLabel('Text (English)').fill('Something else.');
      await page.getByLabel('What was changed').fill('Rewritten');
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await page.getByText('Draft', { exact: true }).first().waitFor();
      await reader.reload();
      await reader.locator('strong', { hasText: 'clock' }).waitFor();
      await page.getByRole('link', { name: 'History' }).click();
      await page.locator('ins', { hasText: 'Something else.' }).waitFor();
      await page.getByRole('button', { name: 'Revision 1' }).click();
      await page.getByRole('button', { name: 'Restore' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
      await page.locator('strong', { hasText: 'clock' }).waitFor();
      await step(page, 'Withdraw');
      await reader.reload();
      await reader.getByRole('heading', { name: 'There is no such page' }).waitFor();
    },
  );

  browserTest('is suggested while a request is written', async () => {
    const page = await open(await visitor({ language: 'en', as: 'support@holding.example' }), '/support/new');
    await page.getByLabel(/^Subject/).fill('Service does not start after the upgrade');
    await page.getByRole('link', { name: /E-104/ }).waitFor();
  });

  browserTest('runs nothing of what its articles say', { timeout: 60_000 }, async () => {
    const context = await visitor({ language: 'en', as: editor });
    const api = await apiAs(context, editor);
    const texts = { ru: { title: `<img src=x onerror=ran()> ${Date.now()}`, body: `${hostileMarkdown.join('\n\n')}\n\nThe end.` } };
    const { slug } = await api.post<{ slug: string }>('/articles', { texts });
    await context.addInitScript(WATCH);
    const page = await open(context, `/knowledge/${slug}`);
    await page.getByText('The end.').waitFor();
    await expectHarmless(page);
  });
});

async function step(page: Awaited<ReturnType<typeof open>>, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}
