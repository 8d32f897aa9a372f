import { expect, test } from 'vitest';
import { createIntent } from './intent.ts';

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

test('keys are long enough and never the same', () => {
  const keys = Array.from({ length: 50 }, () => createIntent().keyFor(null));
  expect(new Set(keys).size).toBe(50);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
});
