import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideTransfer, shareBack, shareOf, type Terms, type TransferFacts } from './transfer.ts';

const terms: Terms = {
  number: 'L-1',
  quantity: 10,
  valid_from: '2026-01-01',
  valid_until: '2026-12-31',
  decision: 'none',
  conditions: '{}',
};
const TODAY = '2026-06-15';

interface Case {
  readonly mover?: TransferFacts['mover'];
  readonly way?: TransferFacts['way'];
  readonly quantity?: number;
  readonly giver?: Partial<TransferFacts['giver']>;
  readonly receiver?: Partial<TransferFacts['receiver']>;
}

function decided({ giver, receiver, ...facts }: Case) {
  return decideTransfer({
    mover: 'customer',
    way: 'down',
    today: TODAY,
    quantity: 4,
    ...facts,
    giver: { ...terms, pending: 0, certificates: [], ...giver },
    receiver: { status: 'active', license: undefined, acceptance: false, ...receiver },
  });
}

const DONE = { to: 'done' };
const PENDING = { to: 'pending' };
const NOT_IN_FORCE = { refusal: { code: 'license_not_in_force', number: 'L-1' } };
const DIFFER = { refusal: { code: 'receiver_terms_differ', number: 'L-1' } };

describe('where units may go', () => {
  test.each([
    ['customer', 'nowhere', { refusal: { code: 'same_cabinet' } }],
    ['vendor', 'nowhere', { refusal: { code: 'same_cabinet' } }],
    ['customer', 'down', DONE],
    ['customer', 'back', DONE],
    ['customer', 'elsewhere', { refusal: { code: 'direction_not_allowed' } }],
    ['customer', 'beyond', { refusal: { code: 'direction_not_allowed' } }],
    ['vendor', 'elsewhere', DONE],
    ['vendor', 'beyond', DONE],
    ['system', 'elsewhere', DONE],
  ] as const)('%s %s', (mover, way, outcome) => {
    expect(decided({ mover, way })).toEqual(outcome);
  });

  test.each(['closing', 'closed'] as const)('not to an organization that is %s', (status) => {
    expect(decided({ receiver: { status } })).toEqual({ refusal: { code: 'cabinet_closed' } });
  });
});

describe('what may go', () => {
  const expired = { valid_until: '2026-06-14' } as const;
  const scheduled = { valid_from: '2026-07-01' } as const;
  const suspended = { decision: 'suspended' } as const;
  const revoked = { decision: 'revoked' } as const;
  test.each([
    ['a scheduled licence of a customer', { giver: scheduled }, DONE],
    ['an expired one of a customer', { giver: expired }, NOT_IN_FORCE],
    ['an expired one that goes back', { giver: expired, way: 'back' }, DONE],
    ['an expired one, moved by staff', { giver: expired, mover: 'vendor' }, DONE],
    ['a suspended one', { giver: suspended }, NOT_IN_FORCE],
    ['a suspended one, moved by staff', { giver: suspended, mover: 'vendor' }, NOT_IN_FORCE],
    ['a suspended one that goes back', { giver: suspended, way: 'back' }, NOT_IN_FORCE],
    ['a suspended one of a closed organization', { giver: suspended, mover: 'system' }, DONE],
    ['a revoked one of a closed organization', { giver: revoked, mover: 'system' }, NOT_IN_FORCE],
    ['all units', { quantity: 10 }, DONE],
    ['more than all units', { quantity: 11 }, { refusal: { code: 'not_enough_units', number: 'L-1', available: 10 } }],
    ['what is left beside what waits', { quantity: 7, giver: { pending: 3 } }, DONE],
    [
      'what waits for somebody else',
      { quantity: 8, giver: { pending: 3 } },
      { refusal: { code: 'not_enough_units', number: 'L-1', available: 7 } },
    ],
  ] as const)('%s', (_what, facts: Case, outcome) => {
    expect(decided(facts)).toEqual(outcome);
  });
});

describe('what the receiver has of the same origin', () => {
  const other = { ...terms, number: 'L-2', quantity: 5 };
  const certificate = { ...terms, number: 'C-1', conditions: 'standard', share: 2 };
  const theirs = { ...certificate, number: 'C-2', quantity: 5 };
  test.each([
    ['the same terms', { receiver: { license: other } }, DONE],
    ['another term', { receiver: { license: { ...other, valid_until: '2027-12-31' } } }, DIFFER],
    ['other conditions', { receiver: { license: { ...other, conditions: '{"cores":4}' } } }, DIFFER],
    ['a suspended licence', { receiver: { license: { ...other, decision: 'suspended' } } }, DIFFER],
    ['an empty one on other terms', { receiver: { license: { ...other, quantity: 0, valid_until: null } } }, DONE],
    ['an empty one that is revoked', { receiver: { license: { ...other, quantity: 0, decision: 'revoked' } } }, DIFFER],
    ['the same certificate', { giver: { certificates: [{ ...certificate, receiver: theirs }] } }, DONE],
    [
      'a certificate of another level',
      { giver: { certificates: [{ ...certificate, receiver: { ...theirs, conditions: 'critical' } }] } },
      { refusal: { code: 'receiver_terms_differ', number: 'C-1' } },
    ],
    [
      'another certificate that nothing is added to',
      { giver: { certificates: [{ ...certificate, share: 0, receiver: { ...theirs, conditions: 'critical' } }] } },
      DONE,
    ],
  ] as const)('%s', (_what, facts: Case, outcome) => {
    expect(decided(facts)).toEqual(outcome);
  });
});

describe('acceptance, where the tree wants it', () => {
  test.each([
    ['customer', 'down', PENDING],
    ['vendor', 'elsewhere', PENDING],
    ['customer', 'back', DONE],
    ['system', 'elsewhere', DONE],
    ['vendor', 'beyond', DONE],
  ] as const)('%s %s', (mover, way, outcome) => {
    expect(decided({ mover, way, receiver: { acceptance: true } })).toEqual(outcome);
  });
});

describe('the share of a certificate', () => {
  test.each([
    [10, 3, 10, 3],
    [5, 3, 10, 2],
    [5, 1, 10, 1],
    [1, 3, 10, 0],
    [1, 5, 10, 1],
    [7, 10, 10, 7],
    [0, 3, 10, 0],
    [1_000_000_000, 999_999_999, 1_000_000_000, 999_999_999],
  ])('of %i covered, when %i of %i units move, is %i', (covered, quantity, units, share) => {
    expect(shareOf(covered, quantity, units)).toBe(share);
  });

  const amounts = fc
    .record({
      units: fc.integer({ min: 1, max: 1_000_000_000 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      covering: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ units, part, covering }) => ({
      units,
      quantity: Math.max(1, Math.round(units * part)),
      covered: Math.round(units * covering),
    }));

  test('loses nothing, and neither side has more covered than it has units', () => {
    fc.assert(
      fc.property(amounts, ({ units, quantity, covered }) => {
        const share = shareOf(covered, quantity, units);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(Math.min(covered, quantity));
        expect(covered - share).toBeLessThanOrEqual(units - quantity);
        expect(Math.abs(share - (covered * quantity) / units)).toBeLessThanOrEqual(0.5 + 1e-6);
      }),
    );
  });

  test('that came goes back, as long as it is there', () => {
    fc.assert(
      fc.property(amounts, ({ units, quantity, covered }) => {
        const brought = shareOf(covered, quantity, units);
        // To a receiver who had nothing, and to one who had as much again.
        expect(shareBack(brought, brought, quantity, quantity)).toBe(brought);
        expect(shareBack(brought, brought + units, quantity, quantity + units)).toBe(brought);
      }),
    );
  });

  test.each([
    ['the receiver has passed covered units on', 4, 1, 4, 6, 1],
    ['the receiver would keep more covered than it has units', 0, 5, 4, 6, 3],
  ])('goes back otherwise when %s', (_why, brought, covered, quantity, units, share) => {
    expect(shareBack(brought, covered, quantity, units)).toBe(share);
  });
});
