import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { apiAs } from './api-as.ts';
import { browserTest, open, PASSWORD, visitor } from './visitor.ts';

const owner = 'owner@holding.example';
const staff = 'account@kabinet.example';
const CLIENT = 'АО «Южные медиа»';

describe('a customer', () => {
  browserTest('is told of new versions and of vulnerabilities, and led to them (story 3)', async () => {
    const page = await open(await visitor({ as: owner }), '/notifications?kind=release');
    await page
      .getByRole('link', { name: /(New version|Update|Hotfix|Security fix): / })
      .first()
      .click();
    await page.getByRole('region', { name: 'What is new' }).waitFor();
    await page.goto('/notifications?kind=advisory');
    await page
      .getByRole('link', { name: /RK-SA-2026-001/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /^RK-SA-2026-001/ }).waitFor();
  });

  browserTest('is told that a licence is about to expire, and led to it (story 4)', async () => {
    const context = await visitor({ as: 'owner@stranger.example' });
    const { id, number } = await issueFor(context, 30);
    const page = await open(context, '/notifications?kind=expiry');
    const link = page.getByRole('link', { name: `Licence ${number} ends in 30 days` });
    const isTold = async (): Promise<boolean> => {
      await page.reload();
      return link.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    };
    await expect.poll(isTold, { timeout: 30_000 }).toBe(true);
    await link.click();
    await page.waitForURL(`**/licenses/${id}`);
    await page.getByRole('heading', { level: 1, name: `Licence ${number}` }).waitFor();
  });

  browserTest('reads a report of what the organizations have, and leads it to a list and a file (story 9)', async () => {
    const page = await open(await visitor({ as: owner }), '/');
    await page.getByRole('navigation').getByRole('link', { name: 'Reports' }).click();
    for (const part of ['Licences', 'Support certificates', 'Support requests']) await page.getByRole('region', { name: part }).waitFor();
    const licenses = page.getByRole('region', { name: 'Licences' });
    await saved(page, licenses.getByRole('button', { name: 'Table (CSV)' }), /\.csv$/);
    const [row] = await licenses
      .getByRole('table', { name: 'By state' })
      .getByRole('row', { name: /^Active/ })
      .all();
    const count = /\d+$/.exec((await row?.textContent()) ?? '')?.[0] ?? '';
    await row?.getByRole('link').click();
    await page.waitForURL('**/licenses?status=active');
    await page.getByText(`${count} shown`).waitFor();
  });
});

describe('staff', () => {
  browserTest('read a report over all clients, and of one (story 10)', async () => {
    const page = await open(await visitor({ as: staff }), '/reports');
    const licenses = page.getByRole('region', { name: 'Licences' });
    const all = await totalOf(page);
    const { items } = await (
      await apiAs(page.context(), staff)
    ).get<{ items: { id: string }[] }>(`/cabinets?q=${encodeURIComponent(CLIENT)}`);
    await page.goto(`/reports?cabinet_id=${items[0]?.id}`);
    const one = await totalOf(page);
    expect([one > 0, one < all]).toEqual([true, true]);
    await saved(page, licenses.getByRole('button', { name: 'Excel workbook (XLSX)' }), /\.xlsx$/);
  });
});

async function totalOf(page: Page): Promise<number> {
  const total = page.getByRole('region', { name: 'Licences' }).getByRole('definition').first();
  return Number(((await total.textContent()) ?? '').replaceAll(/\D/g, ''));
}

async function saved(page: Page, button: ReturnType<Page['getByRole']>, name: RegExp): Promise<void> {
  const download = page.waitForEvent('download');
  await button.click();
  expect((await download).suggestedFilename()).toMatch(name);
}

/** A licence of the client's that ends so many days from today, the vendor's. */
async function issueFor(context: Parameters<typeof apiAs>[0], days: number): Promise<{ id: string; number: string }> {
  const api = await apiAs(context, staff);
  const { items } = await api.get<{ items: { id: string }[] }>(`/cabinets?q=${encodeURIComponent(CLIENT)}`);
  const { id: product_id } = await api.get<{ id: string }>('/products/horns-mail');
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Moscow' }).format(new Date());
  const valid_until = new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
  const terms = { quantity: 1, parameters: { mailboxes: 1 }, versions: null, valid_from: '2026-01-01', valid_until };
  return api.post('/licenses', { cabinet_id: items[0]?.id, product_id, ...terms });
}

describe('a new user', () => {
  browserTest('comes from the log-in to a downloaded licence in four clicks, and nothing jumps on the way', async () => {
    const page = await open(await visitor(), '/login');
    const looks = [await lookAt(page, '/login')];
    await page.getByLabel('E-mail').fill(owner);
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    const clicks = [
      page.getByRole('button', { name: 'Log in' }),
      page.getByRole('navigation').getByRole('link', { name: 'Licences' }),
      page.getByRole('table').getByRole('link', { name: /^L-/ }).first(),
      page.getByRole('button', { name: 'Licence as PDF' }),
    ];
    const download = page.waitForEvent('download');
    for (const click of clicks) await click.click();
    expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
    for (const path of ['/', '/licenses', new URL(page.url()).pathname]) looks.push(await lookAt(page, path));
    process.stdout.write(
      `${clicks.length} clicks; ${looks.map(({ path, paint, shift }) => `${path}: ${paint} ms, ${shift}`).join('; ')}\n`,
    );
    // "Good" by web.dev/articles/cls; what paints when depends on the machine.
    expect(looks.filter(({ shift }) => shift > 0.1)).toEqual([]);
  });
});

interface Look {
  readonly path: string;
  /** First contentful paint, ms after the navigation began. */
  readonly paint: number;
  /** The sum of all shifts of the layout, of which nobody asked for any. */
  readonly shift: number;
}

/** Loads the page anew and measures it until nothing moves any more. */
async function lookAt(page: Page, path: string): Promise<Look> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  // Not until the network is idle: what is live never ends.
  await page.evaluate('document.fonts.ready.then(() => true)');
  await page.waitForLoadState('load');
  const figures = await page.evaluate(async () => {
    const shifts = await new Promise<readonly number[]>((resolve) => {
      const seen: number[] = [];
      const observer = new PerformanceObserver((list) => {
        seen.push(...list.getEntries().map((entry) => (entry as PerformanceEntry & { value: number }).value));
      });
      observer.observe({ type: 'layout-shift', buffered: true });
      // Two frames: what was buffered is told before the second.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(seen)));
    });
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
    return { paint: Math.round(paint), shift: Number(shifts.reduce((sum, value) => sum + value, 0).toFixed(3)) };
  });
  return { path: path.replace(/[0-9a-f-]{36}/, '…'), ...figures };
}
