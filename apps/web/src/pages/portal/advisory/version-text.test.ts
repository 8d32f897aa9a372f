import { expect, test } from 'vitest';
import { versionText } from './version-text.ts';

test.each([
  ['*', 'all'],
  ['<1.8.1', '< 1.8.1'],
  ['>=1.0|<1.8.1|=2.0', '≥ 1.0, < 1.8.1, 2.0'],
  ['1.7.2', '1.7.2'],
  ['builds before May', 'builds before May'],
])('%s reads %s', (range, text) => {
  expect(versionText(range, 'all')).toBe(text);
});
