import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './list.module.css';

interface SelectionBarProps<Item> {
  readonly selected: readonly Item[];
  readonly clear: () => void;
  readonly actions: (selected: readonly Item[]) => ReactNode;
}

/** What can be done with the selected rows; there only while some are. */
export function SelectionBar<Item>({ selected, clear, actions }: SelectionBarProps<Item>) {
  const { t } = useTranslation();
  const count = selected.length;
  return (
    <div role="status" className={count > 0 ? `${classes.selection} no-print` : undefined}>
      {count > 0 && (
        <Group gap="sm">
          <Text size="sm" fw={550}>
            {t('list.selected', { count })}
          </Text>
          {actions(selected)}
          <Button variant="subtle" size="compact-sm" onClick={clear}>
            {t('list.clear_selection')}
          </Button>
        </Group>
      )}
    </div>
  );
}
