import { expect, test } from 'vitest';
import { asksForSupport, mayBeAffected } from './concern.ts';

test.each([
  ['every version', null, ['<1.8.1'], true],
  ['a line with affected versions', '1.x', ['>=1.2|<1.8.1'], true],
  ['a line after them', '2.x', ['<1.8.1'], false],
  ['an affected version', '1.8.0', ['<1.8.1'], true],
  ['the fixed version', '1.8.1', ['<1.8.1'], false],
  ['one of several ranges', '3.x', ['<1.8.1', '3.0.0'], true],
  ['nothing that is affected', null, [], false],
  ['what nobody can read', '2.x', ['builds before spring'], true],
])('a licence for %s', (_what, versions, affected, expected) => {
  expect(mayBeAffected(versions, affected)).toBe(expected);
});

test.each([
  ['major', 'while_supported', 'with_updates', false],
  ['update', 'always', 'with_updates', false],
  ['update', 'while_supported', 'always', true],
  ['hotfix', 'released_within_support', 'always', true],
  ['security', 'while_supported', 'always', false],
  ['security', 'while_supported', 'with_updates', true],
] as const)('a release of kind %s under %s and %s asks for support: %s', (kind, update_policy, security_policy, expected) => {
  expect(asksForSupport(kind, { update_policy, security_policy })).toBe(expected);
});
