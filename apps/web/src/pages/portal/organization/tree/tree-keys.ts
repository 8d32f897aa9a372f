import type { TypeAhead } from './type-ahead.ts';

/** What a key does to an item of the tree that can be opened. */
export interface TreeKeys {
  readonly typeAhead: TypeAhead;
  readonly toggle: (id: string) => void;
}

/**
 * Moves the focus, opens and closes as the WAI-ARIA Authoring Practices want of a tree view. Answers whether the key meant
 * something. Items are read from the document: it knows best which of them are there, and in which order.
 */
export function pressKey(tree: HTMLElement, key: string, { typeAhead, toggle }: TreeKeys): boolean {
  const items = Array.from(tree.querySelectorAll<HTMLElement>('[role=treeitem]'));
  const current = items.findIndex((item) => item === document.activeElement);
  const item = items[current];
  if (!item) return false;
  const focus = (index: number) => items[index]?.focus();
  switch (key) {
    case 'ArrowDown':
      focus(current + 1);
      return true;
    case 'ArrowUp':
      focus(Math.max(current - 1, 0));
      return true;
    case 'Home':
      focus(0);
      return true;
    case 'End':
      focus(items.length - 1);
      return true;
    case 'ArrowRight':
      if (item.ariaExpanded === 'false') toggle(item.id);
      else if (item.ariaExpanded === 'true') focus(current + 1);
      return true;
    case 'ArrowLeft':
      if (item.ariaExpanded === 'true') toggle(item.id);
      else parentOf(item)?.focus();
      return true;
    default:
      if (!isLetter(key)) return false;
      focus(typeAhead.find(items.map(nameOf), current, key, performance.now()));
      return true;
  }
}

function isLetter(key: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(key);
}

function nameOf(item: HTMLElement): string {
  return item.dataset['name'] ?? '';
}

/** The item whose group this one is in. */
function parentOf(item: HTMLElement): HTMLElement | undefined {
  const group = item.closest('[role=group]');
  return group?.previousElementSibling instanceof HTMLElement ? group.previousElementSibling : undefined;
}
