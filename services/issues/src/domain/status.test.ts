import { expect, test } from 'vitest';
import { mayMove, nextStatuses, statusAfterComment } from './status.ts';

const all = ['new', 'open', 'waiting_for_customer', 'resolved', 'closed'] as const;

test('the customer ends a request or takes it up again, and decides nothing else', () => {
  expect(all.map((from) => nextStatuses('customer', from))).toEqual([
    ['closed'],
    ['closed'],
    ['open', 'closed'],
    ['open', 'closed'],
    ['open'],
  ]);
});

test('nobody makes a request new again, and a closed one is only reopened', () => {
  for (const side of ['customer', 'support'] as const) {
    expect(all.filter((from) => from !== 'new' && mayMove(side, from, 'new'))).toEqual([]);
    expect(nextStatuses(side, 'closed')).toEqual(['open']);
    expect(all.every((status) => mayMove(side, status, status))).toBe(true);
  }
});

test('an answer passes the turn on', () => {
  expect(all.map((from) => statusAfterComment('customer', from))).toEqual(['new', 'open', 'open', 'open', 'closed']);
  expect(all.map((from) => statusAfterComment('support', from))).toEqual(['open', 'open', 'waiting_for_customer', 'resolved', 'closed']);
});
