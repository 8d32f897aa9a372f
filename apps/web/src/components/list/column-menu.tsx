import { ActionIcon, Checkbox, Popover, Stack, Tooltip } from '@mantine/core';
import type { ReactTable } from '@tanstack/react-table';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons.tsx';
import type { Column, features } from './columns.ts';

interface ColumnMenuProps<Item extends object> {
  readonly columns: readonly Column<Item>[];
  readonly table: ReactTable<typeof features, Item>;
}

/** Which columns are shown. */
export function ColumnMenu<Item extends object>({ columns, table }: ColumnMenuProps<Item>) {
  const { t } = useTranslation();
  const choices = columns.filter(({ isKey }) => isKey !== true);
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Tooltip label={t('list.columns')}>
          <ActionIcon variant="default" size={36} aria-label={t('list.columns')}>
            <Icon name="columns" />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.columns')}>
        <Stack gap="xs">
          {choices.map(({ id, header }) => (
            <Checkbox
              key={id}
              label={header}
              checked={table.getColumn(id)?.getIsVisible() ?? true}
              onChange={({ currentTarget }) => table.getColumn(id)?.toggleVisibility(currentTarget.checked)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
