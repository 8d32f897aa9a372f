import type { Page } from 'playwright-core';

/** What the focused element is called. */
export function focused(page: Page): Promise<string> {
  return page.evaluate<string>(
    "(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent ?? '').trim()",
  );
}

const FURTHEST = 40;

/** Presses Tab until the focus is on what is called `name`. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let steps = 0; steps < FURTHEST; steps++) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (typeof name === 'string' ? at.replace(/\s*\*$/, '') === name : name.test(at)) return;
    passed.push(at);
  }
  throw new Error(`${String(name)} is not reached by Tab; passed ${passed.join(' | ')}`);
}
