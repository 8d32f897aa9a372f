import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { useIntersection } from '@mantine/hooks';
import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { createContext, memo, use, useEffect, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useWordsOf } from '../../../../components/failure-notice.tsx';
import { Icon } from '../../../../components/icons.tsx';
import { useScope } from '../../../../navigation/link.tsx';
import { paths } from '../../../../navigation/paths.ts';
import { childrenQuery } from '../queries.ts';
import { createTreeState, useIsActive, useIsOpen, type TreeState } from './tree-state.ts';
import classes from './organization-tree.module.css';

interface Tree {
  readonly tree: TreeState;
  readonly current: string | undefined;
  /** Whether what comes into sight at the end of a branch is loaded by itself. */
  readonly isEndless: boolean;
}

export const TreeContext = createContext<Tree>({ tree: createTreeState('kabinet.tree', []), current: undefined, isEndless: false });

/** Ends the id of what loads more below an organization. */
export const MORE = '-more';

interface TreeItemProps {
  readonly cabinet: Cabinet;
  readonly level: number;
}

/** An organization, a link to its page; below it, once it is opened, what hangs below. */
export const TreeItem = memo(function TreeItem({ cabinet: { id, name, inn, kpp, has_children }, level }: TreeItemProps) {
  const { tree, current } = use(TreeContext);
  const scope = useScope();
  const isOpen = useIsOpen(tree, id) && has_children;
  const isActive = useIsActive(tree, id);
  function toggle(event: MouseEvent): void {
    event.preventDefault();
    tree.toggle(id);
  }
  return (
    <li role="none">
      <Link
        to={paths.organization(id)}
        search={scope}
        role="treeitem"
        id={id}
        className={classes.item}
        data-name={name}
        aria-level={level}
        aria-expanded={has_children ? isOpen : undefined}
        aria-owns={isOpen ? `${id}-below` : undefined}
        aria-current={current === id ? 'page' : undefined}
        tabIndex={isActive ? 0 : -1}
        onFocus={() => tree.setActive(id)}
      >
        <span className={classes.toggle} data-open={isOpen || undefined} onClick={has_children ? toggle : undefined}>
          {has_children && <Icon name="chevron" />}
        </span>
        <span>{name}</span>
        <span className={classes.requisites}>{kpp === null ? inn : `${inn} / ${kpp}`}</span>
      </Link>
      {isOpen && <Children id={id} level={level + 1} />}
    </li>
  );
});

function Children({ id, level }: { readonly id: string; readonly level: number }) {
  const query = useInfiniteQuery(childrenQuery(id));
  const children = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const isAtEnd = !query.isPending && !query.isError && !query.hasNextPage;
  return (
    <ul role="group" id={`${id}-below`} className={classes.group} aria-busy={query.isFetching}>
      {children.map((cabinet) => (
        <TreeItem key={cabinet.id} cabinet={cabinet} level={level} />
      ))}
      {!isAtEnd && <More id={`${id}${MORE}`} level={level} query={query} />}
    </ul>
  );
}

interface MoreProps {
  readonly id: string;
  readonly level: number;
  readonly query: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly Cabinet[] }>>;
}

/** More of a branch: by itself where the tree is the page, by a press of the item everywhere. */
function More({ id, level, query }: MoreProps) {
  const { t } = useTranslation();
  const { tree, isEndless } = use(TreeContext);
  const isActive = useIsActive(tree, id);
  const { title } = useWordsOf(query.error);
  const { ref, entry } = useIntersection({ rootMargin: '600px' });
  const { isFetching, isError, hasNextPage, fetchNextPage, refetch, data } = query;
  const isWanted = isEndless && entry?.isIntersecting === true && hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (isWanted) void fetchNextPage();
  }, [isWanted, fetchNextPage]);
  return (
    <li role="none">
      <button
        ref={ref}
        type="button"
        role="treeitem"
        id={id}
        className={classes.more}
        aria-level={level}
        tabIndex={isActive ? 0 : -1}
        onFocus={() => tree.setActive(id)}
        onClick={() => void (isError && data === undefined ? refetch() : fetchNextPage())}
      >
        {isError ? `${title}. ${t('common.retry')}` : t(isFetching ? 'common.loading' : 'list.load_more')}
      </button>
    </li>
  );
}
