import { expect, test } from 'vitest';
import { createTypeAhead } from './type-ahead.ts';

const names = ['ПАО «Северный холдинг»', 'АО «Северсталь-Сервис»', 'ООО «Северный порт»', 'ООО «Полярная связь»'];

test('a letter leads to the next name with a word that begins so, and around', () => {
  const ahead = createTypeAhead();
  expect(ahead.find(names, 0, 'с', 1_000)).toBe(1);
  expect(ahead.find(names, 1, 'с', 3_000)).toBe(2);
  expect(ahead.find(names, 3, 'с', 5_000)).toBe(0);
});

test('letters typed in one go are one beginning, over the ends of words', () => {
  const ahead = createTypeAhead();
  const found = Array.from('северныйп', (key, index) => ahead.find(names, 0, key, 1_000 + index * 100));
  expect(found.at(-1)).toBe(2);
});

test('nothing fits', () => expect(createTypeAhead().find(names, 0, 'щ', 1_000)).toBe(-1));
