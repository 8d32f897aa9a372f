import { columnVisibilityFeature, rowSelectionFeature, tableFeatures, type ColumnDef } from '@tanstack/react-table';
import type { ReactNode } from 'react';

/** A column of a list. */
export interface Column<Item> {
  readonly id: string;
  readonly header: string;
  readonly cell: (item: Item) => ReactNode;
  /** The field of the API's `sort`, when the list can be ordered by it. */
  readonly sort?: string;
  /** It names the row and cannot be hidden. */
  readonly isKey?: true;
  /** Hidden until the person asks for it. */
  readonly isExtra?: true;
  /** Numbers stand at the right. */
  readonly align?: 'right';
}

/** Sorting, filters and paging are the server's. */
export const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });

export type TableColumn<Item extends object> = ColumnDef<typeof features, Item>;

export function tableColumns<Item extends object>(columns: readonly Column<Item>[]): TableColumn<Item>[] {
  return columns.map(({ id, cell, isKey }) => ({
    id,
    enableHiding: isKey !== true,
    cell: ({ row }) => cell(row.original),
  }));
}
