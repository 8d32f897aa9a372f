import { beforeEach, expect, test, vi } from 'vitest';
import { createTreeState } from './tree-state.ts';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});

test('the tops are open at first, and what was opened is still open for who comes back', () => {
  const tree = createTreeState('tree', ['top']);
  expect([tree.isOpen('top'), tree.isOpen('below'), tree.active()]).toEqual([true, false, 'top']);
  tree.toggle('below');
  tree.toggle('top');
  expect(tree.active()).toBe('top');
  const again = createTreeState('tree', ['top']);
  expect([again.isOpen('top'), again.isOpen('below')]).toEqual([false, true]);
});

test('listeners are told of what changes, and only then', () => {
  const tree = createTreeState('tree', ['top']);
  const told = vi.fn<() => void>();
  const leave = tree.subscribe(told);
  tree.setActive('top');
  expect(told).not.toHaveBeenCalled();
  tree.setActive('below');
  tree.toggle('below');
  expect(told).toHaveBeenCalledTimes(2);
  leave();
  tree.setActive('top');
  expect(told).toHaveBeenCalledTimes(2);
});

test('what somebody else left under the key is not taken for a tree', () => {
  sessionStorage.setItem('tree', '{"open"');
  expect(createTreeState('tree', ['top']).isOpen('top')).toBe(true);
  sessionStorage.setItem('tree', '[1, "below"]');
  expect(createTreeState('tree', ['top']).isOpen('below')).toBe(true);
});
