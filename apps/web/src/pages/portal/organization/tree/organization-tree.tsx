import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { useSessionStorage } from '@mantine/hooks';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { useMay } from '../../../../session/me.ts';
import { pressKey } from './tree-keys.ts';
import { MORE, TreeContext, TreeItem } from './tree-item.tsx';
import { TreeTools } from './tree-tools.tsx';
import { createTypeAhead } from './type-ahead.ts';
import classes from './organization-tree.module.css';

interface OrganizationTreeProps {
  readonly label: string;
  readonly tops: readonly Cabinet[];
  /** The organization whose page this is. */
  readonly current?: string;
  /** What one may do with an organization stands above the tree. */
  readonly withTools?: boolean;
}

/** Organizations below each other (WAI-ARIA: a navigation tree). What is below one is loaded when it is opened. */
export function OrganizationTree({ label, tops, current, withTools = false }: OrganizationTreeProps) {
  const [open, setOpen] = useSessionStorage<readonly string[]>({
    // Opened branches are still open for who comes back from a page.
    key: `kabinet.tree.${tops.map(({ id }) => id).join()}`,
    defaultValue: tops.map(({ id }) => id),
    getInitialValueInEffect: false,
  });
  const [active, setActive] = useState(tops[0]?.id);
  const [typeAhead] = useState(createTypeAhead);
  const hasTools = useMay('organizations.manage') && withTools;
  const context = useMemo(() => {
    function toggle(id: string): void {
      setActive(id);
      setOpen((before) => (before.includes(id) ? before.filter((other) => other !== id) : [...before, id]));
    }
    return { open, active, current, setActive, toggle };
  }, [open, active, current, setOpen]);
  function press(event: KeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (pressKey(event.currentTarget, event.key, { typeAhead, toggle: context.toggle })) event.preventDefault();
  }
  return (
    <TreeContext value={context}>
      {hasTools && <TreeTools id={active?.endsWith(MORE) === true ? undefined : active} />}
      <ul role="tree" aria-label={label} className={classes.tree} onKeyDown={press}>
        {tops.map((cabinet) => (
          <TreeItem key={cabinet.id} cabinet={cabinet} level={1} />
        ))}
      </ul>
    </TreeContext>
  );
}
