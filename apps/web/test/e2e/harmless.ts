import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Elements that nothing that people write may become. */
const BAD = 'script, iframe, object, embed, form[action], base, meta, link, style, video, audio, marquee, img';

/** Says `ran()` of what is to be found out: whether anything of a page calls it. */
export const WATCH = 'window.ran = () => { window.hasRun = true; }';

/** Of what people wrote nothing became an element, a handler or an address that runs, and nothing has run. */
export async function expectHarmless(page: Page): Promise<void> {
  const found = await page.locator('main').evaluate((main, bad) => {
    const elements = [...main.querySelectorAll('*')];
    return {
      elements: [...main.querySelectorAll(bad)].map((element) => element.outerHTML),
      handlers: elements
        .filter((element) => element.getAttributeNames().some((name) => name.startsWith('on')))
        .map((element) => element.outerHTML),
      addresses: [...main.querySelectorAll('a[href]')].map((link) => (link as HTMLAnchorElement).protocol),
    };
  }, BAD);
  expect(found.elements).toEqual([]);
  expect(found.handlers).toEqual([]);
  expect(found.addresses.filter((protocol) => !['http:', 'https:', 'mailto:'].includes(protocol))).toEqual([]);
  for (const link of await page.locator('main li a').all()) await link.dispatchEvent('mouseover');
  expect(await page.evaluate('window.hasRun')).toBeUndefined();
}
