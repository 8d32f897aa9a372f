import { expect, test } from 'vitest';
import { seal, unseal } from '../src/sealing.ts';

const options = { secret: 'a secret of some length', purpose: 'tests', boundTo: 'record 1' };

test('what was sealed opens again, and looks different each time', () => {
  const plain = Buffer.from('Ёлка');
  expect(unseal(seal(plain, options), options)).toEqual(plain);
  expect(seal(plain, options)).not.toEqual(seal(plain, options));
});

test.each([{ secret: 'another secret' }, { purpose: 'another purpose' }, { boundTo: 'record 2' }])('does not open with %j', (change) => {
  expect(() => unseal(seal(Buffer.from('x'), options), { ...options, ...change })).toThrow(/sealed under another/);
});

test('no changed byte passes', () => {
  const sealed = seal(Buffer.from('secret'), options);
  for (let index = 0; index < sealed.length; index++) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => unseal(changed, options)).toThrow();
  }
});
