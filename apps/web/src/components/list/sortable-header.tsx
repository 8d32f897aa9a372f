import { usePageSearch } from '../../navigation/search.ts';
import { Icon } from '../icons.tsx';
import type { Column } from './columns.ts';
import { orderOf, type ListDefinition } from './list-definition.ts';
import classes from './list.module.css';

interface SortableHeaderProps<Item> {
  readonly list: ListDefinition<Item>;
  readonly column: Column<Item>;
}

/** The head of a column; by those that the API can order by, a press orders the list, a second one the other way round. */
export function SortableHeader<Item>({ list, column: { header, sort, align } }: SortableHeaderProps<Item>) {
  const [search, change] = usePageSearch();
  if (sort === undefined) {
    return (
      <th role="columnheader" scope="col" data-align={align}>
        {header}
      </th>
    );
  }
  const order = orderOf(list, search);
  const isAscending = order === sort;
  const isDescending = order === `-${sort}`;
  return (
    <th role="columnheader" scope="col" data-align={align} aria-sort={isAscending ? 'ascending' : isDescending ? 'descending' : 'none'}>
      <button type="button" className={classes.sort} onClick={() => change({ sort: isAscending ? `-${sort}` : sort })}>
        {header}
        <span data-visible={isAscending || isDescending || undefined}>
          <Icon name={isDescending ? 'down' : 'up'} size={14} />
        </span>
      </button>
    </th>
  );
}
