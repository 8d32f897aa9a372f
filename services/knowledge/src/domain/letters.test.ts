import { expect, test } from 'vitest';
import { distance, folded, inCyrillic, inLatin, inOtherLayout } from './letters.ts';

test.each([
  ['kbwtypbz', 'лицензия'],
  ['j,yjdktybt', 'обновление'],
  ['дшсутыу', 'license'],
])('%s, typed in the other layout, is %s', (typed, meant) => {
  expect(inOtherLayout(typed)).toBe(meant);
});

test.each([
  ['litsenziya', 'лицензия'],
  ['klyuch', 'ключ'],
  ['podderzhka', 'поддержка'],
  ['horns-os', undefined],
])('%s in Cyrillic is %s', (latin, cyrillic) => {
  expect(inCyrillic(latin)).toBe(cyrillic);
});

test('Cyrillic in Latin letters', () => {
  expect(inLatin('хорнс ос')).toBe('horns os');
  expect(inLatin('установка сертификата')).toBe('ustanovka sertifikata');
});

test('е stands for ё', () => {
  expect(folded('Ёлка')).toBe('елка');
});

test.each([
  ['лицензия', 'лицензия', 0],
  ['лицезния', 'лицензия', 1],
  ['лицензи', 'лицензия', 1],
  ['лцинзия', 'лицензия', 2],
  ['сервер', 'лицензия', 3],
  ['', 'аб', 2],
])('from %s to %s it is %i', (a, b, expected) => {
  expect(distance(a, b, 2)).toBe(expected);
});
