import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { PASSWORD } from './visitor.ts';

/** What an authenticator app shows, `steps` of thirty seconds from now. */
export function codeOf(secret: string, steps: number): string {
  return new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
}

/** Turns the second factor on, on the page of the security settings. */
export async function turnFactorOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Turn it on' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Current password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByRole('img', { name: 'QR code for the app' }).waitFor();
  const secret = ((await dialog.locator('code').textContent()) ?? '').replaceAll(' ', '');
  await dialog.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret, 0));
  await dialog.getByRole('button', { name: 'Turn it on' }).click();
  await dialog.getByRole('button', { name: 'I have kept them' }).click();
}
