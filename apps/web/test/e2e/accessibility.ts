import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fails with what breaks WCAG 2.2 AA on the page as it is now, called `state`. There are no exceptions. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  // Run by the debugger, so that the content security policy stays as it is.
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(`axe.run({ runOnly: { type: 'tag', values: ${JSON.stringify(STANDARD)} } })`);
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => `${id}: ${help}: ${target.join(' ')} ${any[0]?.message ?? ''}`),
  );
  expect(found, state).toEqual([]);
}
