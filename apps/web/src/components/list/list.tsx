import { useInfiniteQuery, keepPreviousData } from '@tanstack/react-query';
import { useTable } from '@tanstack/react-table';
import { useMemo, type ReactNode } from 'react';
import { isApiProblem } from '../../api/problem.ts';
import { usePageSearch } from '../../navigation/search.ts';
import { FailureNotice } from '../failure-notice.tsx';
import { features, tableColumns, type Column } from './columns.ts';
import type { ListExport } from './export-menu.tsx';
import { isNarrowed, isOfOneCabinet, listQuery, type ListDefinition } from './list-definition.ts';
import { ListFooter } from './list-footer.tsx';
import { ListTable } from './list-table.tsx';
import { ListToolbar } from './list-toolbar.tsx';
import { NoSuchQuery, NothingFound } from './nothing-found.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useColumnChoice } from './use-column-choice.ts';
import { useSelection } from './use-selection.ts';

interface ListProps<Item extends object> {
  readonly list: ListDefinition<Item>;
  readonly columns: readonly Column<Item>[];
  /** What a row is called, for who cannot see it. */
  readonly nameOf: (item: Item) => string;
  /** Controls such as `ChoiceFilter`, one per name of `list.filters`. */
  readonly filters?: ReactNode;
  /** Shown instead of the table when there is nothing yet: says what to do next. */
  readonly empty: ReactNode;
  /** Actions on the rows that the person selects; without it none can be selected. */
  readonly bulk?: (selected: readonly Item[]) => ReactNode;
  /** Formats in which exactly what is searched, filtered and ordered can be saved. */
  readonly exports?: readonly ListExport[];
}

/** Every list of the app: searched, filtered and ordered by the server, with all of that in the address. */
export function List<Item extends object & { readonly id: string }>(props: ListProps<Item>) {
  const { list, columns, nameOf, filters, empty, bulk, exports = [] } = props;
  const [search] = usePageSearch();
  const query = useInfiniteQuery({ ...listQuery(list, search), placeholderData: keepPreviousData });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const [visibility, setVisibility] = useColumnChoice(list.name, columns);
  const selection = useSelection(items);
  const definitions = useMemo(() => tableColumns(columns), [columns]);
  const table = useTable({
    features,
    columns: definitions,
    data: items,
    getRowId: (item) => item.id,
    state: { columnVisibility: visibility, rowSelection: selection.state },
    onColumnVisibilityChange: setVisibility,
    onRowSelectionChange: selection.set,
  });
  const isEmpty = items.length === 0 && query.isSuccess && !query.isPlaceholderData;
  if (isEmpty && !isNarrowed(list, search) && !isOfOneCabinet(list, search)) return empty;
  if (query.isError && items.length === 0) return <ListFailure list={list} error={query.error} retry={() => void query.refetch()} />;
  return (
    <section aria-busy={query.isPlaceholderData}>
      <ListToolbar list={list} columns={columns} table={table} filters={filters} exports={exports} />
      {bulk && <SelectionBar selected={selection.items} clear={selection.clear} actions={bulk} />}
      {isEmpty ? (
        <NothingFound list={list} />
      ) : (
        <ListTable
          list={list}
          table={table}
          columns={columns}
          nameOf={nameOf}
          isSelectable={bulk !== undefined}
          isStale={query.isPlaceholderData}
        />
      )}
      {!isEmpty && <ListFooter list={list} shown={items.length} query={query} />}
    </section>
  );
}

interface ListFailureProps<Item> {
  readonly list: ListDefinition<Item>;
  readonly error: unknown;
  readonly retry: () => void;
}

function ListFailure<Item>({ list, error, retry }: ListFailureProps<Item>) {
  return isApiProblem(error, 'invalid_query') ? <NoSuchQuery list={list} /> : <FailureNotice error={error} retry={retry} />;
}
