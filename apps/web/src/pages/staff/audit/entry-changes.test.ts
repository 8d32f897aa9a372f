import { expect, test } from 'vitest';
import { changesOf } from './entry-changes.ts';

test('what differs goes by the names of its members', () => {
  const changes = [
    { pointer: '/valid_until', before: null, after: '2027-01-01' },
    { pointer: '/parameters/cores', before: 1, after: 2 },
  ];
  expect(changesOf({ changes, data: { id: 'a', valid_until: '2027-01-01', parameters: { cores: 2 } } })).toEqual([
    { field: 'valid_until', before: null, after: '2027-01-01' },
    { field: 'parameters.cores', before: 1, after: 2 },
  ]);
});

test('where nothing stood before, all of it is new', () => {
  expect(changesOf({ changes: null, data: { id: 'a' } })).toEqual([{ field: 'id', before: undefined, after: 'a' }]);
  expect(changesOf({ changes: null, data: null })).toEqual([]);
});
