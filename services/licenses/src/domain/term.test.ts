import { describe, expect, test } from 'vitest';
import { decide, statusOn, termFaults } from './term.ts';

describe('the status of a term', () => {
  const term = { valid_from: '2026-01-10', valid_until: '2026-01-20', decision: 'none' } as const;

  test.each([
    ['2026-01-09', 'scheduled'],
    ['2026-01-10', 'active'],
    ['2026-01-20', 'active'],
    ['2026-01-21', 'expired'],
  ] as const)('on %s is %s', (today, status) => {
    expect(statusOn(today, term)).toBe(status);
  });

  test('a perpetual one does not expire', () => {
    expect(statusOn('2999-01-01', { ...term, valid_until: null })).toBe('active');
  });

  test.each(['suspended', 'revoked'] as const)('%s comes before dates', (decision) => {
    expect(statusOn('2026-01-09', { ...term, decision })).toBe(decision);
  });
});

test('a term may last one day, and not end before it starts', () => {
  expect(termFaults('2026-01-10', '2026-01-10')).toEqual([]);
  expect(termFaults('2026-01-10', '2026-01-09', '/lines/3')).toEqual([{ pointer: '/lines/3/valid_until', code: 'ends_before_start' }]);
});

describe('decisions', () => {
  test.each([
    ['suspend', 'none', { to: 'suspended' }],
    ['suspend', 'suspended', { refusal: 'not_suspendable' }],
    ['suspend', 'revoked', { refusal: 'not_suspendable' }],
    ['resume', 'suspended', { to: 'none' }],
    ['resume', 'none', { refusal: 'not_suspended' }],
    ['resume', 'revoked', { refusal: 'not_suspended' }],
    ['revoke', 'none', { to: 'revoked' }],
    ['revoke', 'suspended', { to: 'revoked' }],
    ['revoke', 'revoked', { refusal: 'already_revoked' }],
  ] as const)('%s what is %s', (action, before, outcome) => {
    expect(decide(action, before)).toEqual(outcome);
  });
});
