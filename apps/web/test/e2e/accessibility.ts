import axe, { type Result } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fails with what breaks WCAG 2.2 AA on the page as it is now, called `state`. There are no exceptions. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  // Run by the debugger, so that the content security policy stays as it is.
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(axe.source);
  // What passed would be described node by node: that takes longer than the checks.
  const options = JSON.stringify({ runOnly: { type: 'tag', values: STANDARD }, resultTypes: ['violations'] });
  const violations = await page.evaluate<Result[]>(`axe.run(${options}).then((results) => results.violations)`);
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => `${id}: ${help}: ${target.join(' ')} ${any[0]?.message ?? ''}`),
  );
  expect(found, state).toEqual([]);
}
