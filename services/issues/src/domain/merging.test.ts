import { expect, test } from 'vitest';
import { bringsFollowers, mergeFault, type Mergeable } from './merging.ts';

const request: Mergeable = { id: 'a', organization_id: 'daughter', author_id: 'sofya', private: false, merged_at: null };
const other: Mergeable = { ...request, id: 'b', author_id: 'olga' };

test.for([
  ['another one of the organization', other, undefined],
  ['itself', request, 'same_issue'],
  ['one of another organization', { ...other, organization_id: 'stranger' }, 'different_cabinet'],
  ['one that is merged itself', { ...other, merged_at: '2026-06-15T09:00:00Z' }, 'merged_already'],
  ['a private one of somebody else', { ...other, private: true }, 'others_private'],
  ['a private one of nobody who is known', { ...other, private: true, author_id: null }, 'others_private'],
  ['a private one of its own author', { ...other, private: true, author_id: 'sofya' }, undefined],
] as const)('into %s: %s', ([, into, fault]) => {
  expect(mergeFault(request, into)).toBe(fault);
});

test('followers come along where all of the organization may see what they follow then', () => {
  expect(bringsFollowers(request, other)).toBe(true);
  expect(bringsFollowers(request, { ...other, private: true })).toBe(false);
  expect(bringsFollowers(request, { ...other, organization_id: 'stranger' })).toBe(false);
});
