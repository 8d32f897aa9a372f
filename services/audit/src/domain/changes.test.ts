import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesBetween } from './changes.ts';

test('names each member that is different, those of objects by themselves', () => {
  const before = { name: { ru: 'Рога', en: 'Horns' }, units: [1, { of: 2 }], gone: 1, same: null };
  const after = { name: { ru: 'Рога', en: 'Hooves' }, units: [1, { of: 3 }], 'a/b~c': true };
  expect(changesBetween(before, after)).toEqual([
    { pointer: '/a~1b~0c', before: null, after: true },
    { pointer: '/gone', before: 1, after: null },
    { pointer: '/name/en', before: 'Horns', after: 'Hooves' },
    { pointer: '/units', before: [1, { of: 2 }], after: [1, { of: 3 }] },
  ]);
});

test('an object that takes the place of a value is one change', () => {
  expect(changesBetween({ limit: null }, { limit: { cores: 4 } })).toEqual([{ pointer: '/limit', before: null, after: { cores: 4 } }]);
});

test('nothing is different from itself, and what is different one way is so the other way', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(changesBetween(a, JSON.parse(JSON.stringify(a)))).toEqual([]);
      const swapped = changesBetween(b, a).map(({ pointer, before, after }) => ({ pointer, before: after, after: before }));
      expect(changesBetween(a, b)).toEqual(swapped);
    }),
  );
});
