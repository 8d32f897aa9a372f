import type { RowSelectionState } from '@tanstack/react-table';
import { useState } from 'react';

/** The selected rows among those that are shown: what a new filter has taken away is selected no more. */
export function useSelection<Item extends { readonly id: string }>(items: readonly Item[]) {
  const [state, set] = useState<RowSelectionState>({});
  return { state, set, clear: () => set({}), items: items.filter(({ id }) => state[id] === true) };
}
