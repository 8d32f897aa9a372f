import { describe, expect, it } from 'vitest';
import { lengthFaults, passwordFaults } from './password-policy.ts';

const email = 'Very.Long.Name@example.ru';
const codes = (password: string) => passwordFaults(password, email).map((fault) => fault.code);

describe('passwordFaults', () => {
  it('accepts an ordinary long password', () => expect(codes('kabinet-demo-2026')).toEqual([]));
  it('refuses common ones in any case', () => {
    expect(codes('Password1234')).toEqual(['common_password']);
    expect(codes('ЙЦУКЕНгшщзхъ')).toEqual(['common_password']);
  });
  it('refuses a few characters repeated', () => {
    expect(codes('aaaaaaaaaaaaaaaa')).toEqual(['common_password']);
    expect(codes('abcabcabcabcabc')).toEqual(['common_password']);
    expect(codes('abcdabcdabcd')).toEqual([]);
  });
  it('refuses the address and its local part', () => {
    expect(codes('very.long.name@EXAMPLE.ru')).toEqual(['password_is_email']);
    expect(codes('very.long.name')).toEqual(['password_is_email']);
  });
  it('sees through full-width letters', () => expect(codes('ｐａｓｓｗｏｒｄ１２３４')).toEqual(['common_password']));
});

describe('lengthFaults', () => {
  it('counts characters, not UTF-16 units', () => {
    expect(lengthFaults('😀'.repeat(11), 12)).toHaveLength(1);
    expect(lengthFaults('😀'.repeat(12), 12)).toEqual([]);
  });
});
