import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSealer } from './sealing.ts';

const SECRET = 'a secret of the tests, long enough to be one';
const sealer = createSealer(SECRET, 'tests: letters');

test('what was sealed opens to the same bytes, and never looks the same twice', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (plain, subject) => {
      const sealed = sealer.seal(plain, subject);
      expect(sealer.open(sealed, subject).equals(plain)).toBe(true);
      expect(sealer.seal(plain, subject).equals(sealed)).toBe(false);
    }),
  );
});

test('a changed bit anywhere, a cut or an added byte does not open', () => {
  const sealed = sealer.seal(Buffer.from('a link'), 'mail 1');
  for (let position = 0; position < sealed.length; position++) {
    const altered = Buffer.from(sealed);
    altered.writeUInt8(altered.readUInt8(position) ^ 1, position);
    expect(() => sealer.open(altered, 'mail 1'), `byte ${position}`).toThrow(/altered/);
    expect(() => sealer.open(sealed.subarray(0, position), 'mail 1'), `cut at ${position}`).toThrow(/altered|too short/);
  }
  expect(() => sealer.open(Buffer.concat([sealed, Buffer.alloc(1)]), 'mail 1')).toThrow(/altered/);
});

test('opens neither in the place of another thing, nor for another purpose, nor under another secret', () => {
  const sealed = sealer.seal(Buffer.from('a link'), 'mail 1');
  expect(() => sealer.open(sealed, 'mail 2')).toThrow(/for something else/);
  expect(() => createSealer(SECRET, 'tests: other letters').open(sealed, 'mail 1')).toThrow(/other letters/);
  expect(() => createSealer(`${SECRET}!`, 'tests: letters').open(sealed, 'mail 1')).toThrow(/another KABINET_SECRET/);
});
