import { expect, test } from 'vitest';
import { disabledBeside, servicesOf } from './services.ts';

test('a role opens each of its services once', () => {
  expect(servicesOf('viewer')).toEqual([
    'organizations',
    'products',
    'advisories',
    'licenses',
    'artifacts',
    'knowledge',
    'notifications',
    'issues',
  ]);
  expect(servicesOf('owner')).toContain('people');
});

test('only what the role opens can be switched off', () => {
  const ticked = servicesOf('owner').filter((service) => service !== 'issues' && service !== 'tokens');
  expect(disabledBeside(ticked, 'viewer')).toEqual(['issues']);
  expect(disabledBeside(ticked, 'owner')).toEqual(['issues', 'tokens']);
});
