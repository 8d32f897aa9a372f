import { usePageSearch } from '../../navigation/search.ts';
import { Icon } from '../icons.tsx';
import type { Column } from './columns.ts';
import classes from './list.module.css';

/** The head of a column; by those that the API can order by, a press orders the list, a second one the other way round. */
export function SortableHeader<Item>({ column: { header, sort, align } }: { readonly column: Column<Item> }) {
  const [search, change] = usePageSearch();
  if (sort === undefined) {
    return (
      <th role="columnheader" scope="col" data-align={align}>
        {header}
      </th>
    );
  }
  const isAscending = search['sort'] === sort;
  const isDescending = search['sort'] === `-${sort}`;
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
