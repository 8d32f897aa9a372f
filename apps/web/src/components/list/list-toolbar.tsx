import { Group, NativeSelect } from '@mantine/core';
import type { ReactTable } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageSearch } from '../../navigation/search.ts';
import { ColumnMenu } from './column-menu.tsx';
import type { Column, features } from './columns.ts';
import { ExportMenu, type ListExport } from './export-menu.tsx';
import { isNarrowed, type ListDefinition } from './list-definition.ts';
import { ClearFilters } from './nothing-found.tsx';
import { SavedViews } from './saved-views.tsx';
import { SearchBox } from './search-box.tsx';
import classes from './list.module.css';

interface ListToolbarProps<Item extends object> {
  readonly list: ListDefinition<Item>;
  readonly columns: readonly Column<Item>[];
  readonly table: ReactTable<typeof features, Item>;
  readonly filters: ReactNode;
  readonly exports: readonly ListExport[];
}

export function ListToolbar<Item extends object>({ list, columns, table, filters, exports }: ListToolbarProps<Item>) {
  const [search] = usePageSearch();
  const shown = columns.map(({ id }) => id).filter((id) => table.getColumn(id)?.getIsVisible() ?? true);
  return (
    <div className={`${classes.toolbar} no-print`}>
      <SearchBox />
      {filters}
      {isNarrowed(list, search) && <ClearFilters list={list} variant="subtle" />}
      <Group gap="xs" ml="auto">
        <SortChoice list={list} columns={columns} />
        <SavedViews list={list} table={table} />
        <ColumnMenu columns={columns} table={table} />
        {exports.length > 0 && <ExportMenu list={list} exports={exports} columns={shown} />}
      </Group>
    </div>
  );
}

/** Cards have no column heads to press. */
function SortChoice<Item>({ list, columns }: { readonly list: ListDefinition<Item>; readonly columns: readonly Column<Item>[] }) {
  const { t } = useTranslation();
  const [search, change] = usePageSearch();
  const options = columns.flatMap(({ sort, header: column }) =>
    sort === undefined
      ? []
      : [
          { value: sort, label: t('list.sort_ascending', { column }) },
          { value: `-${sort}`, label: t('list.sort_descending', { column }) },
        ],
  );
  return (
    <NativeSelect
      className="narrow-only"
      aria-label={t('list.sort')}
      data={options}
      value={search['sort'] ?? list.sort}
      onChange={({ currentTarget }) => change({ sort: currentTarget.value })}
    />
  );
}
