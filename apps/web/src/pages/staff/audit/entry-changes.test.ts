import { describe, expect, it } from 'vitest';
import { changesBetween, predecessorOf } from './entry-changes.ts';

describe('changesBetween', () => {
  it('names only what differs, deep down too', () => {
    const before = { id: 'a', valid_until: null, parameters: { cores: 1 }, gone: 1 };
    const after = { id: 'a', valid_until: '2027-01-01', parameters: { cores: 2 }, come: 2 };
    expect(changesBetween(before, after)).toEqual([
      { field: 'valid_until', before: null, after: '2027-01-01' },
      { field: 'parameters', before: { cores: 1 }, after: { cores: 2 } },
      { field: 'gone', before: 1, after: undefined },
      { field: 'come', before: undefined, after: 2 },
    ]);
  });

  it('says of a first entry that everything is new', () => {
    expect(changesBetween(undefined, { id: 'a' })).toEqual([{ field: 'id', before: undefined, after: 'a' }]);
  });
});

describe('predecessorOf', () => {
  const entries = [
    { id: '4', action: 'licenses.license.revoked' },
    { id: '3', action: 'auth.user.rights_changed' },
    { id: '2', action: 'licenses.license.extended' },
    { id: '1', action: 'licenses.license.issued' },
  ];
  it('is the next older one about the same kind of thing', () =>
    expect(predecessorOf({ id: '4', action: 'licenses.license.revoked' }, entries)?.id).toBe('2'));
  it('is none for the first', () => expect(predecessorOf({ id: '1', action: 'licenses.license.issued' }, entries)).toBeUndefined());
});
