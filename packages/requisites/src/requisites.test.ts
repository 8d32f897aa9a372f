import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInn, isOgrn, requisiteFaults } from './requisites.ts';

describe('registration numbers', () => {
  test.each(['7707083893', '5813734335', '500100732259'])('accepts the INN %s', (inn) => {
    expect(isInn(inn)).toBe(true);
  });

  test.each(['1027700132195', '304500116000157'])('accepts the OGRN %s', (ogrn) => {
    expect(isOgrn(ogrn)).toBe(true);
  });

  test('one changed digit of an INN is always noticed', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const digits = Array.from('7707083893', Number);
        digits[place] = ((digits[place] ?? 0) + shift) % 10;
        // The weights are coprime to 11 and the rest 10 counts as 0, so only that one collision may pass.
        const changed = digits.join('');
        expect(isInn(changed)).toBe(changed === '7707083893');
      }),
      { examples: [[9, 1]] },
    );
  });

  test.each(['', '123', '77070838931', 'abcdefghij', '１２３４５６７８９０'])('refuses %j', (text) => {
    expect(isInn(text)).toBe(false);
    expect(isOgrn(text)).toBe(false);
  });

  test('faults point at the field', () => {
    expect(requisiteFaults({ inn: '7707083894', ogrn: '1027700132196' }, '/buyer')).toEqual([
      { pointer: '/buyer/inn', code: 'inn_checksum' },
      { pointer: '/buyer/ogrn', code: 'ogrn_checksum' },
    ]);
  });
});
