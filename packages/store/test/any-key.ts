import fc from 'fast-check';
import { isValidKey } from '../src/object-key.ts';

/** Keys of every kind, with those that have met trouble more often than chance would bring them; below 800 bytes, so that a folder fits before. */
export function anyKey(): fc.Arbitrary<string> {
  const awkward = fc.constantFrom(
    'a',
    'A',
    'Я',
    'я',
    'é',
    'e\u0301',
    '.',
    '=',
    '.o',
    '.d',
    '.c',
    'x'.repeat(79),
    'x'.repeat(80),
    'x'.repeat(81),
    ' ',
    '%',
    '+',
    '😀',
  );
  const segment = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.array(awkward, { maxLength: 3 }).map((parts) => parts.join('')),
  );
  return fc
    .array(segment, { minLength: 1, maxLength: 4 })
    .map((segments) => segments.join('/'))
    .filter((key) => isValidKey(key) && Buffer.byteLength(key) <= 800);
}
