import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, test } from 'vitest';
import { open, stay, visitor, type Language } from './visitor.ts';

const ROOT = new URL('../../../../', import.meta.url);
const MOST_BYTES = 200_000;

/** The list of licences as staff see it, in the language of its README. */
const pictures: readonly { readonly language: Language; readonly readme: string }[] = [
  { language: 'en', readme: 'README.md' },
  { language: 'ru', readme: 'README.ru.md' },
];

describe.each(pictures)('the picture of $readme', ({ language, readme }) => {
  const picture = `docs/images/licenses-${language}.png`;

  // On request only: terms move with the calendar, and no test run shall change what is under version control.
  test.skipIf(inject('portalUrl') === '' || process.env['KABINET_PICTURES'] !== '1')('is taken anew', () =>
    stay(picture, async () => {
      const context = await visitor({ language, as: 'account@kabinet.example' });
      const page = await open(context, '/licenses?sort=number');
      await page.getByRole('table').getByRole('link').first().waitFor();
      expect(await page.evaluate('document.documentElement.lang')).toBe(language);
      await page.evaluate('document.fonts.ready.then(() => undefined)');
      await page.screenshot({ path: fileURLToPath(new URL(picture, ROOT)) });
    }),
  );

  test('is there, named with words for who cannot see it, and light', () => {
    expect(readFileSync(new URL(readme, ROOT), 'utf8')).toMatch(new RegExp(`!\\[[^\\]]+\\]\\(${picture}\\)`));
    expect(statSync(new URL(picture, ROOT)).size).toBeLessThan(MOST_BYTES);
  });
});
