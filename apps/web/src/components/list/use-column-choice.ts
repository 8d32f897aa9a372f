import { useLocalStorage } from '@mantine/hooks';
import type { ColumnVisibilityState } from '@tanstack/react-table';
import type { Column } from './columns.ts';

/** Which columns are shown; remembered per list in this browser. */
export function useColumnChoice<Item>(list: string, columns: readonly Column<Item>[]) {
  return useLocalStorage<ColumnVisibilityState>({
    key: `kabinet.list.${list}.columns`,
    defaultValue: Object.fromEntries(columns.map(({ id, isExtra }) => [id, isExtra !== true])),
    getInitialValueInEffect: false,
  });
}
