import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { TextLink } from '../navigation/link.tsx';
import type { Search } from '../navigation/search.ts';
import { Section } from './section.tsx';
import classes from './short-list.module.css';

interface ShortListProps<Item> {
  readonly title: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** What the item is called, a line below it, and what stands at its right. */
  readonly row: (item: Item) => { readonly name: ReactNode; readonly detail?: ReactNode; readonly aside?: ReactNode };
  readonly empty: string;
  /** What may be done here, before the way to the full list. */
  readonly action?: ReactNode;
  /** The full list. */
  readonly all: { readonly to: string; readonly search?: Search; readonly label: string };
}

/** The first few of a longer list, and the way to all of them. */
export function ShortList<Item>({ title, items, keyOf, row, empty, action, all }: ShortListProps<Item>) {
  const aside = (
    <Group gap="md">
      {action}
      {items.length > 0 && (
        <TextLink to={all.to} search={all.search ?? {}} size="sm">
          {all.label}
        </TextLink>
      )}
    </Group>
  );
  return (
    <Section title={title} aside={aside}>
      {items.length === 0 && <Text c="dimmed">{empty}</Text>}
      <ul className={classes.list}>
        {items.map((item) => (
          <Row key={keyOf(item)} {...row(item)} />
        ))}
      </ul>
    </Section>
  );
}

function Row({ name, detail, aside }: ReturnType<ShortListProps<never>['row']>) {
  return (
    <li>
      <div>
        {name}
        {detail !== undefined && (
          <Text size="sm" c="dimmed" component="div">
            {detail}
          </Text>
        )}
      </div>
      {aside !== undefined && <div className={classes.aside}>{aside}</div>}
    </li>
  );
}
