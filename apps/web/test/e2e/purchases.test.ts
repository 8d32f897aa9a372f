import type { BrowserContext } from 'playwright-core';
import { describe, expect } from 'vitest';
import { apiAs } from './api-as.ts';
import { browserTest, open, visitor } from './visitor.ts';

const staff = 'account@kabinet.example';
let sent = 0;

describe('a refused purchase', () => {
  browserTest('shows its faults at their places, is mended there, and tells what it became', async () => {
    const context = await visitor({ as: staff });
    const id = await send(context, { lines: [line({ quantity: 0 }), line({ product: 'horns-mial' })] });
    const page = await open(context, '/purchases?status=refused');
    await page.getByRole('searchbox').fill(id);
    await page.getByRole('link', { name: id }).click();
    await page.getByText('Refused as a whole: 1 fault').waitFor();
    const message = page.getByRole('group', { name: 'The message as received' });
    expect(await message.getByText('"quantity": 0').locator('..').textContent()).toContain('At least 1');
    await page.getByRole('link', { name: 'Mend' }).click();
    const text = page.getByRole('textbox', { name: 'Message (JSON)' });
    const received = await text.inputValue();
    await text.fill(received.slice(0, -1));
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('This is no JSON').waitFor();
    await text.fill(received.replace('"quantity": 0', '"quantity": 2'));
    await page.getByRole('button', { name: 'Try again' }).click();
    // The form is right now, so its contents are looked at.
    const faults = page.getByRole('group', { name: 'Faults of the last attempt' });
    await expect.poll(() => faults.getByText('"horns-mial"').locator('..').textContent()).toContain('No such product');
    await text.fill((await text.inputValue()).replace('horns-mial', 'horns-mail'));
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('status').getByText(`Purchase ${id} is accepted`).waitFor();
    expect(
      await page
        .getByRole('table', { name: 'What it became' })
        .getByRole('link', { name: /^[LC]-/ })
        .count(),
    ).toBe(4);
  });

  browserTest('can be tried again as it came', async () => {
    const context = await visitor({ as: staff });
    const id = await send(context, { lines: [line({ quantity: -1 })] });
    const page = await open(context, `/purchases?q=${id}`);
    await page.getByRole('link', { name: id }).click();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('alert').getByText('The purchase has errors').waitFor();
  });
});

describe('an accepted purchase', () => {
  browserTest('is reversed after a look at what that does', async () => {
    const context = await visitor({ as: staff });
    const id = await send(context, { lines: [line()] });
    const page = await open(context, `/purchases?q=${id}`);
    await page.getByRole('link', { name: id }).click();
    await page.getByRole('button', { name: 'Reverse' }).click();
    const dialog = page.getByRole('dialog', { name: `Reverse purchase ${id}?` });
    await dialog.getByText('5 units go back to the vendor').waitFor();
    await dialog.getByLabel('Reason').fill('Entered twice');
    await dialog.getByLabel(`Type ${id} to confirm`).fill(id);
    await dialog.getByRole('button', { name: 'Reverse the purchase' }).click();
    await page.getByRole('status').getByText(`Purchase ${id} is reversed`).waitFor();
    await page.getByText('Reversed', { exact: true }).waitFor();
  });

  browserTest('is not reversed while a term that it set has been changed: that is shown', async () => {
    const context = await visitor({ as: staff });
    const first = await send(context, { lines: [line()] });
    const api = await apiAs(context, staff);
    const { items } = await api.get<{ items: { certificates: { number: string }[] }[] }>(
      `/purchases?external_id=${encodeURIComponent(first)}`,
    );
    const number = items[0]?.certificates[0]?.number ?? '';
    const renewal = await send(context, { lines: [{ renews: number, valid_until: '2098-12-31' }] });
    await send(context, { lines: [{ renews: number, valid_until: '2099-12-31' }] });
    const page = await open(context, `/purchases?q=${renewal}`);
    await page.getByRole('link', { name: renewal }).click();
    await page.getByText(`Renewal of ${number} until Dec 31, 2098`).waitFor();
    await page.getByRole('button', { name: 'Reverse' }).click();
    const dialog = page.getByRole('dialog', { name: `Purchase ${renewal} cannot be reversed now` });
    await dialog.getByText('has been changed since to Dec 31, 2099').waitFor();
    expect(await dialog.getByRole('button', { name: 'Reverse the purchase' }).count()).toBe(0);
    await dialog.getByRole('link', { name: number }).click();
    await page.getByRole('heading', { level: 1, name: `Certificate ${number}` }).waitFor();
  });
});

function line(changes: object = {}): object {
  const term = { valid_from: '2026-01-01', valid_until: '2097-12-31' };
  return {
    product: 'horns-mail',
    quantity: 5,
    parameters: { mailboxes: 100 },
    ...term,
    certificate: { level: 'standard', ...term },
    ...changes,
  };
}

/** Sends a purchase as the ERP does; answers its number there. What is refused is kept. */
async function send(context: BrowserContext, { lines }: { lines: object[] }): Promise<string> {
  const id = `E2E-${Date.now()}-${++sent}`;
  const erp = await apiAs(context, 'admin@kabinet.example');
  const buyer = { inn: '2301000008', kpp: '230101001', name: 'АО «Южные медиа»' };
  await erp
    .post('/purchases', { source: 'e2e', id, purchased_at: '2026-01-01T09:00:00Z', buyer, lines })
    .catch((refusal: unknown) => expect(String(refusal)).toContain('invalid_purchase'));
  return id;
}
