import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Has a CSAF document checked until `outcome` is there: on a busy machine the validator may still be loading when it is first asked. */
export async function takeIn(page: Page, button: string, outcome: Locator): Promise<void> {
  const tryOnce = async (): Promise<boolean> => {
    await page.getByRole('button', { name: button }).click();
    return outcome.waitFor({ timeout: 15_000 }).then(
      () => true,
      () => false,
    );
  };
  await expect.poll(tryOnce, { timeout: 50_000, interval: 100 }).toBe(true);
}
