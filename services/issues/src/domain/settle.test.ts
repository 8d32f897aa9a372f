import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settle } from './settle.ts';

const same = (one: string, other: string) => one === other;

test.for([
  ['nobody changed it', 'open', 'open', 'open', 'same'],
  ['both changed it alike', 'open', 'closed', 'closed', 'same'],
  ['we changed it', 'open', 'closed', 'open', 'ours'],
  ['they changed it', 'open', 'open', 'resolved', 'theirs'],
  ['each changed it to something else', 'open', 'closed', 'resolved', 'both'],
  ['nobody knows what it was', null, 'closed', 'resolved', 'ours'],
] as const)('%s', ([, agreed, ours, theirs, settlement]) => {
  expect(settle<string>(agreed, ours, theirs, same)).toBe(settlement);
});

test('what the helpdesk has under one name is no difference', () => {
  const isDone = (status: string) => status === 'resolved' || status === 'closed';
  const isAlike = (one: string, other: string) => one === other || (isDone(one) && isDone(other));
  expect(settle('open', 'closed', 'resolved', isAlike)).toBe('same');
  expect(settle('closed', 'resolved', 'open', isAlike)).toBe('theirs');
});

test('whoever changed nothing is never preferred to whoever did', () => {
  const value = fc.constantFrom('a', 'b', 'c');
  fc.assert(
    fc.property(value, value, value, (agreed, ours, theirs) => {
      const settlement = settle(agreed, ours, theirs, same);
      expect(settlement === 'ours' && ours === agreed).toBe(false);
      expect(settlement === 'theirs' && theirs === agreed).toBe(false);
    }),
  );
});
