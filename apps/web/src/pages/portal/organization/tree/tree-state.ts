import { useSyncExternalStore } from 'react';

/**
 * Which organizations of a tree are open, and which item Tab leads to. Each item listens for what concerns itself: a step of the cursor shows
 * two items anew, not ten thousand.
 */
export interface TreeState {
  readonly isOpen: (id: string) => boolean;
  readonly active: () => string | undefined;
  readonly setActive: (id: string) => void;
  readonly toggle: (id: string) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Opened branches are kept under `key` and are still open for who comes back from a page. The tops are open at first. */
export function createTreeState(key: string, tops: readonly string[]): TreeState {
  const listeners = new Set<() => void>();
  const open = new Set(kept(key) ?? tops);
  let active = tops[0];
  function tell(): void {
    for (const listener of listeners) listener();
  }
  function setActive(id: string): void {
    if (active === id) return;
    active = id;
    tell();
  }
  function toggle(id: string): void {
    if (!open.delete(id)) open.add(id);
    sessionStorage.setItem(key, JSON.stringify([...open]));
    active = id;
    tell();
  }
  function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }
  return { isOpen: (id) => open.has(id), active: () => active, setActive, toggle, subscribe };
}

export function useActive(tree: TreeState): string | undefined {
  return useSyncExternalStore(tree.subscribe, tree.active);
}

export function useIsActive(tree: TreeState, id: string): boolean {
  return useSyncExternalStore(tree.subscribe, () => tree.active() === id);
}

export function useIsOpen(tree: TreeState, id: string): boolean {
  return useSyncExternalStore(tree.subscribe, () => tree.isOpen(id));
}

function kept(key: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : undefined;
  } catch {
    return undefined;
  }
}
