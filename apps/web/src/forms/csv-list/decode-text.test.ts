import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

test('a list in UTF-8 is read without its byte order mark', () => {
  expect(decodeText(new TextEncoder().encode('\uFEFFпочта;имя').buffer)).toBe('почта;имя');
});

test('what is no UTF-8 is read as Russian spreadsheets save it', () => {
  // «имя» in Windows-1251.
  expect(decodeText(Uint8Array.of(0xe8, 0xec, 0xff).buffer)).toBe('имя');
});
