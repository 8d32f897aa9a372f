import { expect, test } from 'vitest';
import { createIntent } from './intent.ts';
import { ApiProblem } from './problem.ts';

test('the key stays for the same request and changes with what is asked', () => {
  let made = 0;
  const intent = createIntent(() => `key-${++made}`);
  expect([intent.keyFor({ a: 1 }), intent.keyFor({ a: 1 }), intent.keyFor({ a: 2 }), intent.keyFor({ a: 2 })]).toEqual([
    'key-1',
    'key-1',
    'key-2',
    'key-2',
  ]);
});

test.for([
  [409, 'not_enough_units', 'key-2'],
  [422, 'invalid_body', 'key-2'],
  [404, 'license_not_found', 'key-2'],
  [409, 'idempotency_key_in_progress', 'key-1'],
  [412, 'version_mismatch', 'key-1'],
  [429, 'rate_limited', 'key-1'],
  [503, 'unavailable', 'key-1'],
  [0, 'unreachable', 'key-1'],
] as const)('after %i %s the same request has %s', ([status, code, key]) => {
  let made = 0;
  const intent = createIntent(() => `key-${++made}`);
  intent.keyFor({ a: 1 });
  intent.failed(new ApiProblem({ status, code, title: '', detail: '', request_id: null }));
  expect(intent.keyFor({ a: 1 })).toBe(key);
});

test('keys are long enough and never the same', () => {
  const keys = Array.from({ length: 50 }, () => createIntent().keyFor(null));
  expect(new Set(keys).size).toBe(50);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
});
