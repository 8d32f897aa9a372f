import { expect, test } from 'vitest';
import { isSingleAddress, maskAddress, oneLine, parseMailbox } from './mail-address.ts';

test.each(['ivan@example.ru', 'i.ivanov+portal@sub.example.ru', 'иван@пример.рф', "o'neil@example.ru"])('%s is one address', (address) => {
  expect(isSingleAddress(address)).toBe(true);
});

test.each([
  'ivan@example.ru\r\nBcc: all@example.ru',
  'ivan@example.ru\n',
  'ivan@example.ru, petr@example.ru',
  'ivan@example.ru;petr@example.ru',
  'ivan@example.ru petr@example.ru',
  'Ivan <ivan@example.ru>',
  '<ivan@example.ru>',
  'group: ivan@example.ru;',
  '@relay.example:ivan@example.ru',
  '"ivan"@example.ru',
  'ivan(comment)@example.ru',
  'ivan@example.ru@example.com',
  'ivan\u0000@example.ru',
  'ivan\u0085@example.ru',
  'ivan',
  '',
  `${'i'.repeat(250)}@example.ru`,
])('%j is not', (text) => {
  expect(isSingleAddress(text)).toBe(false);
});

test('a masked address shows its first sign and its domain', () => {
  expect(maskAddress('ivan@example.ru')).toBe('i***@example.ru');
  expect(maskAddress('😀@example.ru')).toBe('😀***@example.ru');
  expect(maskAddress('no address')).toBe('***');
});

test('a sender has a name or not', () => {
  expect(parseMailbox('portal@example.ru')).toEqual({ name: null, address: 'portal@example.ru' });
  expect(parseMailbox(' "Рога и копыта" <portal@example.ru> ')).toEqual({ name: 'Рога и копыта', address: 'portal@example.ru' });
  expect(parseMailbox('<portal@example.ru>')).toEqual({ name: null, address: 'portal@example.ru' });
  expect(parseMailbox('portal@example.ru, more@example.ru')).toBeUndefined();
  expect(parseMailbox('Portal <portal>')).toBeUndefined();
});

test('a name stays on its line', () => {
  expect(oneLine(' Иван\r\nBcc: all@example.ru\u2028x\u202e ')).toBe('Иван Bcc: all@example.ru x');
});
