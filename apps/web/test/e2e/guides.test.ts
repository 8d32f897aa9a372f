import { describe, expect } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { browserTest, open, visitor } from './visitor.ts';

const guides = ['customers', 'webhooks', 'staff', 'publish-a-release', 'publish-an-advisory', 'integrate', 'helpdesk', 'operate'];

describe('the guides', () => {
  browserTest('are read without a log-in, from the list to a heading, and in the other language', async () => {
    const page = await open(await visitor({ language: 'ru' }), '/docs');
    await page.waitForURL('**/docs/ru');
    await page.getByRole('link', { name: 'Работа в личном кабинете' }).click();
    await page.getByRole('heading', { level: 1, name: 'Работа в личном кабинете' }).waitFor();
    await page.getByRole('navigation', { name: 'В этом руководстве' }).getByRole('link', { name: 'Передача лицензий' }).click();
    const heading = page.getByRole('heading', { name: 'Передача лицензий' });
    await expect.poll(() => topOf(heading)).toBeLessThan(100);
    // The address leads whoever is sent it to the same place.
    const shared = await open(page.context(), page.url());
    await expect.poll(() => topOf(shared.getByRole('heading', { name: 'Передача лицензий' }))).toBeLessThan(100);
    await page.getByRole('link', { name: 'Интеграция' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Интеграция' }).waitFor();
    await page.getByRole('button', { name: 'In English' }).click();
    await page.waitForURL('**/docs/en/integrate');
    await page.getByRole('heading', { level: 1, name: 'Integrate' }).waitFor();
  });

  browserTest('are all accessible, with every picture there', { timeout: 120_000 }, async () => {
    const context = await visitor();
    for (const guide of guides) {
      const page = await open(context, `/docs/en/${guide}`);
      await expectAccessible(page, guide);
      const pictures = await page.locator('article img').evaluateAll((images) => images.map((image) => image.getAttribute('src')));
      for (const address of pictures) expect((await page.request.get(address ?? '')).headers()['content-type']).toBe('image/png');
      await page.close();
    }
  });

  browserTest('have the first steps of an owner, which are taken and sent away', async () => {
    const context = await visitor({ as: 'owner@stranger.example' });
    const page = await open(context, '/');
    const steps = page.getByRole('region', { name: 'First steps' });
    await steps.getByRole('link', { name: 'Look at your licences' }).click();
    await page.getByRole('heading', { level: 1, name: 'Licences' }).waitFor();
    await page.goBack();
    await steps.getByRole('listitem').filter({ hasText: 'Look at your licences' }).getByText('done').waitFor();
    expect(await steps.getByRole('listitem').filter({ hasText: 'Turn the second factor on' }).getByText('done').count()).toBe(0);
    await steps.getByRole('button', { name: 'Do not show this again' }).click();
    const again = await open(context, '/');
    await again.getByRole('region', { name: 'Needs attention' }).waitFor();
    expect(await again.getByRole('region', { name: 'First steps' }).count()).toBe(0);
  });

  browserTest('are led to by the help menu, and back', async () => {
    const page = await open(await visitor({ as: 'account@kabinet.example' }), '/clients');
    await page.getByRole('button', { name: 'Help', exact: true }).click();
    await page.getByRole('menuitem', { name: 'How things work here' }).click();
    await page.getByRole('heading', { level: 1, name: 'Work in the staff console' }).waitFor();
    await page.getByRole('link', { name: 'To the portal' }).click();
    await page.getByRole('heading', { level: 1, name: 'Hello' }).waitFor();
    await page.goto('/docs/en/nothing');
    await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor();
  });
});

async function topOf(heading: { boundingBox(): Promise<{ readonly y: number } | null> }): Promise<number> {
  return (await heading.boundingBox())?.y ?? Infinity;
}
