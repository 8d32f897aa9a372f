import { Checkbox } from '@mantine/core';
import type { ReactTable, Row } from '@tanstack/react-table';
import { useTranslation } from 'react-i18next';
import type { Column, features } from './columns.ts';
import type { ListDefinition } from './list-definition.ts';
import { SortableHeader } from './sortable-header.tsx';
import classes from './list.module.css';

interface ListTableProps<Item extends object> {
  readonly list: ListDefinition<Item>;
  readonly table: ReactTable<typeof features, Item>;
  readonly columns: readonly Column<Item>[];
  readonly nameOf: (item: Item) => string;
  readonly isSelectable: boolean;
  /** What is shown answers an earlier question; the next answer is on its way. */
  readonly isStale: boolean;
}

/** The rows. On a narrow screen each becomes a card; the roles keep it a table for who listens to it. */
export function ListTable<Item extends object>({ list, table, columns, nameOf, isSelectable, isStale }: ListTableProps<Item>) {
  const { t } = useTranslation();
  const shown = columns.filter(({ id }) => table.getColumn(id)?.getIsVisible() ?? true);
  return (
    <table role="table" className={classes.table} data-stale={isStale || undefined}>
      <thead role="rowgroup">
        <tr role="row">
          {isSelectable && (
            <th role="columnheader" className={classes.tick}>
              <Checkbox
                aria-label={t('list.select_all')}
                checked={table.getIsAllRowsSelected()}
                indeterminate={table.getIsSomeRowsSelected()}
                onChange={table.getToggleAllRowsSelectedHandler()}
              />
            </th>
          )}
          {shown.map((column) => (
            <SortableHeader key={column.id} list={list} column={column} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {table.getRowModel().rows.map((row) => (
          <ListRow key={row.id} row={row} columns={shown} name={nameOf(row.original)} isSelectable={isSelectable} />
        ))}
      </tbody>
    </table>
  );
}

interface ListRowProps<Item extends object> {
  readonly row: Row<typeof features, Item>;
  readonly columns: readonly Column<Item>[];
  readonly name: string;
  readonly isSelectable: boolean;
}

function ListRow<Item extends object>({ row, columns, name, isSelectable }: ListRowProps<Item>) {
  const { t } = useTranslation();
  return (
    <tr role="row" data-selected={row.getIsSelected() || undefined}>
      {isSelectable && (
        <td role="cell" className={classes.tick}>
          <Checkbox aria-label={t('list.select', { name })} checked={row.getIsSelected()} onChange={row.getToggleSelectedHandler()} />
        </td>
      )}
      {columns.map(({ id, header, align, isKey, cell }) => (
        <td key={id} role="cell" data-align={align} data-key={isKey} data-label={header}>
          {cell(row.original)}
        </td>
      ))}
    </tr>
  );
}
