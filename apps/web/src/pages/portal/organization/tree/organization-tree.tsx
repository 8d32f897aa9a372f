import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { useMay } from '../../../../session/me.ts';
import { pressKey } from './tree-keys.ts';
import { TreeContext, TreeItem } from './tree-item.tsx';
import { createTreeState } from './tree-state.ts';
import { TreeTools } from './tree-tools.tsx';
import { createTypeAhead } from './type-ahead.ts';
import classes from './organization-tree.module.css';

interface OrganizationTreeProps {
  readonly label: string;
  readonly tops: readonly Cabinet[];
  /** The organization whose page this is. */
  readonly current?: string;
  /** The tree is the page: what one may do with an organization stands above it, and more comes by itself at its end. */
  readonly withTools?: boolean;
}

/** Organizations below each other (WAI-ARIA: a navigation tree). What is below one is loaded when it is opened. */
export function OrganizationTree({ label, tops, current, withTools = false }: OrganizationTreeProps) {
  const [tree] = useState(() => {
    const ids = tops.map(({ id }) => id);
    return createTreeState(`kabinet.tree.${ids.join()}`, ids);
  });
  const [typeAhead] = useState(createTypeAhead);
  const hasTools = useMay('organizations.manage') && withTools;
  const context = useMemo(() => ({ tree, current, isEndless: withTools }), [tree, current, withTools]);
  function press(event: KeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (pressKey(event.currentTarget, event.key, { typeAhead, toggle: tree.toggle })) event.preventDefault();
  }
  return (
    <TreeContext value={context}>
      {hasTools && <TreeTools tree={tree} />}
      <ul role="tree" aria-label={label} className={classes.tree} onKeyDown={press}>
        {tops.map((cabinet) => (
          <TreeItem key={cabinet.id} cabinet={cabinet} level={1} />
        ))}
      </ul>
    </TreeContext>
  );
}
