import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { takeIn } from './take-in.ts';
import { browserTest, open, visitor } from './visitor.ts';

const manager = 'product@kabinet.example';
const owner = 'owner@holding.example';
/** The validator is loaded by the first document. */
const PATIENCE = { timeout: 120_000 };

describe('an advisory', () => {
  browserTest('is imported, told where it is wrong, published, seen by who it affects, and withdrawn (story 3)', PATIENCE, async () => {
    const page = await open(await visitor({ as: manager }), '/security');
    await page.getByRole('link', { name: 'Import a document' }).click();
    const text = page.getByRole('textbox', { name: 'CSAF document (JSON)' });
    await text.fill('{ "document": ');
    await page.getByRole('button', { name: 'Check and take in' }).click();
    await page.getByRole('alert').getByText('This is no JSON').waitFor();

    await text.fill(JSON.stringify(advisory({ revision: '2' }), null, 2));
    const fault = page.getByRole('button', { name: /^Line \d+: \/document\/tracking\/version Test 6\.1\.16/ });
    await takeIn(page, 'Check and take in', fault);
    await fault.click();
    const selected = await text.evaluate((area) => (area as HTMLTextAreaElement).value.slice((area as HTMLTextAreaElement).selectionStart));
    expect(selected).toMatch(/^\s*"version": "1"/);

    await text.fill(JSON.stringify(advisory({ revision: '1' }), null, 2));
    await page.getByRole('button', { name: 'Check and take in' }).click();
    await page.getByRole('heading', { level: 1, name: 'E2E-SA-1: Overlong names' }).waitFor();
    await page.getByText('Not published').waitFor();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('button', { name: 'Withdraw' }).waitFor();

    const reader = await open(await visitor({ as: owner }), '/security?q=E2E-SA-1');
    await rowOf(reader, 'E2E-SA-1').getByText('Affects you').waitFor();
    await reader.getByRole('link', { name: 'E2E-SA-1' }).click();
    await reader.getByRole('alert').getByText('you have an affected version').waitFor();
    await reader.getByText('Workaround: Keep names short.').waitFor();
    const [saved] = await Promise.all([reader.waitForEvent('download'), reader.getByRole('button', { name: 'CSAF document' }).click()]);
    expect(saved.suggestedFilename()).toBe('e2e-sa-1.json');

    await page.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByLabel('Reason').fill('A false alarm');
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('Withdrawn: A false alarm').waitFor();
    await reader.goto(`${new URL(reader.url()).origin}/security?q=E2E-SA-1`);
    await reader.getByText('Nothing found').waitFor();
  });

  browserTest('that affects the reader stands at home', async () => {
    const page = await open(await visitor({ as: owner }), '/');
    const section = page.getByRole('region', { name: 'Needs attention' });
    await section
      .getByRole('listitem')
      .first()
      .getByRole('link', { name: /^RK-SA-2026-001/ })
      .waitFor();
    expect(await section.getByText('RK-SA-2026-002').count()).toBe(0);
    await section.getByRole('link', { name: 'All vulnerabilities that affect you' }).click();
    await rowOf(page, 'RK-SA-2026-001').getByText('Affects you').waitFor();
  });

  browserTest('is found by its CVE, and by what it does to the reader', async () => {
    const page = await open(await visitor({ as: owner }), '/security');
    await rowOf(page, 'RK-SA-2026-001').getByText('Affects you').waitFor();
    await rowOf(page, 'RK-SA-2026-002').getByText('Unknown').waitFor();
    await rowOf(page, 'RK-SA-2026-003').getByText('Does not affect you').waitFor();
    expect(await page.getByText('RK-SA-2026-004').count()).toBe(0);
    await page.getByRole('button', { name: /^CVE/ }).click();
    await page.getByRole('textbox', { name: 'CVE' }).fill('CVE-2026-90002');
    await page.getByRole('button', { name: 'Apply' }).click();
    await rowOf(page, 'RK-SA-2026-001').waitFor({ state: 'detached' });
    expect(await page.getByRole('table').getByRole('link').allTextContents()).toEqual(['RK-SA-2026-002']);
    await page.goto(`${new URL(page.url()).origin}/security?impact=affected`);
    await rowOf(page, 'RK-SA-2026-001').waitFor();
    expect(await page.getByText('RK-SA-2026-002').count()).toBe(0);
  });
});

function rowOf(page: Page, id: string) {
  return page.getByRole('row').filter({ hasText: id });
}

/** A document about every version of a product that the holding has; with a later revision in its history than its version says, it is invalid. */
function advisory({ revision }: { readonly revision: string }) {
  const date = '2026-11-26T09:00:00Z';
  const history = Array.from({ length: Number(revision) }, (_, index) => ({ date, number: String(index + 1), summary: 'Told' }));
  const product = { product_id: 'ALL', name: 'Horns Mail' };
  return {
    document: {
      category: 'csaf_base',
      csaf_version: '2.0',
      title: 'Overlong names',
      distribution: { tlp: { label: 'WHITE' } },
      publisher: { category: 'vendor', name: 'Horns and Hooves', namespace: 'https://kabinet.example' },
      tracking: {
        id: 'E2E-SA-1',
        status: 'final',
        version: '1',
        initial_release_date: date,
        current_release_date: date,
        revision_history: history,
      },
    },
    product_tree: { branches: [{ category: 'product_name', name: 'horns-mail', product }] },
    vulnerabilities: [
      {
        cve: 'CVE-2026-91000',
        product_status: { known_affected: ['ALL'] },
        remediations: [{ category: 'workaround', details: 'Keep names short.', product_ids: ['ALL'] }],
      },
    ],
  };
}
