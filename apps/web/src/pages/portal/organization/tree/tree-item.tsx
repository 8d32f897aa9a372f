import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { createContext, use, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useWordsOf } from '../../../../components/failure-notice.tsx';
import { Icon } from '../../../../components/icons.tsx';
import { useScope } from '../../../../navigation/link.tsx';
import { paths } from '../../../../navigation/paths.ts';
import { childrenQuery } from '../queries.ts';
import classes from './organization-tree.module.css';

interface Tree {
  /** Ids of the opened organizations. */
  readonly open: readonly string[];
  /** The id of the item that Tab leads to. */
  readonly active: string | undefined;
  readonly current: string | undefined;
  readonly setActive: (id: string) => void;
  readonly toggle: (id: string) => void;
}

export const TreeContext = createContext<Tree>({
  open: [],
  active: undefined,
  current: undefined,
  setActive: () => {},
  toggle: () => {},
});

/** Ends the id of what loads more below an organization. */
export const MORE = '-more';

interface TreeItemProps {
  readonly cabinet: Cabinet;
  readonly level: number;
}

/** An organization, a link to its page; below it, once it is opened, what hangs below. */
export function TreeItem({ cabinet: { id, name, inn, kpp, has_children }, level }: TreeItemProps) {
  const tree = use(TreeContext);
  const scope = useScope();
  const isOpen = has_children && tree.open.includes(id);
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
        aria-current={tree.current === id ? 'page' : undefined}
        tabIndex={tree.active === id ? 0 : -1}
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
}

function Children({ id, level }: { readonly id: string; readonly level: number }) {
  const { t } = useTranslation();
  const tree = use(TreeContext);
  const query = useInfiniteQuery(childrenQuery(id));
  const { title } = useWordsOf(query.error);
  const more = `${id}${MORE}`;
  const children = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <ul role="group" id={`${id}-below`} className={classes.group} aria-busy={query.isFetching}>
      {children.map((cabinet) => (
        <TreeItem key={cabinet.id} cabinet={cabinet} level={level} />
      ))}
      {(query.isPending || query.isError || query.hasNextPage) && (
        <li role="none">
          <button
            type="button"
            role="treeitem"
            id={more}
            className={classes.more}
            aria-level={level}
            tabIndex={tree.active === more ? 0 : -1}
            onFocus={() => tree.setActive(more)}
            onClick={() => void (query.isError && children.length === 0 ? query.refetch() : query.fetchNextPage())}
          >
            {query.isError ? `${title}. ${t('common.retry')}` : t(query.isFetching ? 'common.loading' : 'list.load_more')}
          </button>
        </li>
      )}
    </ul>
  );
}
