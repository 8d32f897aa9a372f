import type { Holding } from '@kabinet/contracts/artifacts/downloads';
import { describe, expect, test } from 'vitest';
import { entitlement, offeredToVendor, type Candidate } from './entitlement.ts';

const TODAY = '2026-11-27';

function file(changes: { kind?: Candidate['kind']; version?: string } = {}, release: object = {}, product: object = {}): Candidate {
  return {
    kind: 'image',
    version: '1.8.1',
    ...changes,
    release: { kind: 'update', status: 'published', released_on: '2026-10-01', ...release },
    product: { update_policy: 'released_within_support', security_policy: 'always', ...product },
  };
}

function holding(changes: Partial<Holding> = {}): Holding {
  return {
    product_id: 'p',
    versions: null,
    status: 'active',
    download: true,
    license: { id: 'l', number: 'L-1', organization_id: 'o', root_id: 'o', valid_until: null },
    support: [{ from: '2026-01-01', until: '2026-12-31' }],
    ...changes,
  };
}

const support = (from: string, until: string): Pick<Holding, 'support'> => ({ support: [{ from, until }] });
const none = { support: [] };
const always = { update_policy: 'always' };
const within = { update_policy: 'released_within_support' };
const during = { update_policy: 'while_supported' };
const withUpdates = { security_policy: 'with_updates' };

describe('what one holding allows', () => {
  test.each([
    // The licence.
    ['a licence in force', file(), holding(), 'offered'],
    ['one that is not in force yet', file(), holding({ status: 'scheduled' }), 'no_license'],
    ['a suspended one', file(), holding({ status: 'suspended' }), 'no_license'],
    ['a revoked one', file(), holding({ status: 'revoked' }), 'no_license'],
    ['an expired one', file(), holding({ status: 'expired' }), 'license_expired'],
    ['a range of versions that covers it', file(), holding({ versions: '1.x' }), 'offered'],
    ['another range of versions', file(), holding({ versions: '2.x' }), 'version_not_covered'],
    // Updates.
    ['always: no support', file({}, {}, always), holding(none), 'offered'],
    ['within support: released on its last day', file({}, {}, within), holding(support('2026-01-01', '2026-10-01')), 'offered'],
    ['within support: released on its first day', file({}, {}, within), holding(support('2026-10-01', '2026-10-31')), 'offered'],
    ['within support: released the day after', file({}, {}, within), holding(support('2026-01-01', '2026-09-30')), 'support_expired'],
    [
      'within support: supported now, released before',
      file({}, {}, within),
      holding(support('2026-11-01', '2027-10-31')),
      'support_expired',
    ],
    ['within support: never supported', file({}, {}, within), holding(none), 'support_expired'],
    ['while supported: today is the last day', file({}, {}, during), holding(support('2026-11-01', TODAY)), 'offered'],
    ['while supported: it ended yesterday', file({}, {}, during), holding(support('2026-01-01', '2026-11-26')), 'support_expired'],
    ['while supported: it starts tomorrow', file({}, {}, during), holding(support('2026-11-28', '2027-11-27')), 'support_expired'],
    ['a hotfix is an update', file({}, { kind: 'hotfix' }, during), holding(none), 'support_expired'],
    ['a major release is none', file({}, { kind: 'major' }, during), holding(none), 'offered'],
    ['an update to a major release is one', file({ kind: 'update' }, { kind: 'major' }, during), holding(none), 'support_expired'],
    // Security fixes.
    ['security, always', file({}, { kind: 'security' }, during), holding(none), 'offered'],
    ['security, with updates', file({}, { kind: 'security' }, { ...during, ...withUpdates }), holding(none), 'support_expired'],
    ['security, with updates that are for all', file({}, { kind: 'security' }, { ...always, ...withUpdates }), holding(none), 'offered'],
    ['security always needs a licence all the same', file({}, { kind: 'security' }), holding({ status: 'expired' }), 'license_expired'],
    // The release.
    ['what is not out', file({}, { status: 'scheduled' }), holding(), 'not_published'],
    ['what was called back', file({}, { status: 'recalled' }), holding(), 'recalled'],
    // The role.
    ['software for a viewer', file(), holding({ download: false }), 'not_for_your_role'],
    ['documentation for a viewer', file({ kind: 'documentation' }), holding({ download: false }), 'offered'],
    ['a list of parts for a viewer', file({ kind: 'sbom' }), holding({ download: false }), 'offered'],
    [
      'documentation that was called back',
      file({ kind: 'documentation' }, { status: 'recalled' }),
      holding({ download: false }),
      'recalled',
    ],
    ['documentation of an update without support', file({ kind: 'documentation' }, {}, during), holding(none), 'support_expired'],
  ] as const)('%s', (_name, candidate, held, expected) => {
    const decided = entitlement(candidate, [held], TODAY);
    expect(decided.offered ? 'offered' : decided.reason).toBe(expected);
  });
});

describe('of several holdings', () => {
  const expired = holding({ status: 'expired' });
  const other = holding({ versions: '2.x' });
  const bare = holding(none);

  test('one that allows it is enough, wherever it stands', () => {
    for (const held of [
      [holding(), expired, other],
      [expired, other, holding()],
    ]) {
      expect(entitlement(file(), held, TODAY)).toEqual({ offered: true, holding: holding() });
    }
  });

  test('the one that came farthest gives the reason', () => {
    expect(entitlement(file(), [], TODAY)).toEqual({ offered: false, reason: 'no_license', holding: undefined });
    expect(entitlement(file(), [expired], TODAY)).toMatchObject({ reason: 'license_expired', holding: expired });
    expect(entitlement(file(), [other, expired], TODAY)).toMatchObject({ reason: 'version_not_covered', holding: other });
    expect(entitlement(file(), [bare, other, expired], TODAY)).toMatchObject({ reason: 'support_expired', holding: bare });
  });

  test('support of one does not help another', () => {
    const elsewhere = holding({ versions: '2.x' });
    expect(entitlement(file(), [bare, elsewhere], TODAY)).toMatchObject({ reason: 'support_expired' });
  });
});

test('the vendor’s people need no licence, but the right, and a release that is out', () => {
  expect(offeredToVendor(file(), true)).toEqual({ offered: true, holding: null });
  expect(offeredToVendor(file(), false)).toMatchObject({ reason: 'not_for_your_role' });
  expect(offeredToVendor(file({ kind: 'documentation' }), false)).toEqual({ offered: true, holding: null });
  expect(offeredToVendor(file({}, { status: 'recalled' }), true)).toMatchObject({ reason: 'recalled' });
  expect(offeredToVendor(file({}, { status: 'scheduled' }), true)).toMatchObject({ reason: 'not_published' });
});
