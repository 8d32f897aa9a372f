import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import type { ColumnVisibilityState, ReactTable } from '@tanstack/react-table';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageSearch, type Search } from '../../navigation/search.ts';
import { useMe } from '../../session/me.ts';
import { Icon } from '../icons.tsx';
import type { features } from './columns.ts';
import type { ListDefinition } from './list-definition.ts';

interface View {
  readonly name: string;
  readonly search: Search;
  readonly columns: ColumnVisibilityState;
}

interface SavedViewsProps<Item extends object> {
  readonly list: ListDefinition<Item>;
  readonly table: ReactTable<typeof features, Item>;
}

/** Searches, filters, orders and columns under names of the person's own; remembered per person and list in this browser. */
export function SavedViews<Item extends object>({ list, table }: SavedViewsProps<Item>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const [search] = usePageSearch();
  const [views, setViews] = useViews(list.name);
  function open(view: View): void {
    setOpen(false);
    table.setColumnVisibility(view.columns);
    void navigate({ to: '.', search: view.search });
  }
  const without = (name: string) => views.filter((view) => view.name !== name);
  return (
    <Popover position="bottom-end" width={300} trapFocus opened={isOpen} onChange={setOpen}>
      <Popover.Target>
        <Tooltip label={t('list.views')}>
          <ActionIcon variant="default" size={36} aria-label={t('list.views')} onClick={() => setOpen(!isOpen)}>
            <Icon name="bookmark" />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.views')}>
        <Stack gap="sm">
          {views.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('list.no_views')}
            </Text>
          )}
          {views.map((view) => (
            <ViewEntry key={view.name} name={view.name} open={() => open(view)} remove={() => setViews(without(view.name))} />
          ))}
          <NewView save={(name) => setViews([...without(name), { name, search, columns: table.state.columnVisibility }])} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Nobody finds the views of who used this browser before. */
function useViews(list: string) {
  const me = useMe();
  return useLocalStorage<readonly View[]>({
    key: `kabinet.list.${list}.views.${me.id}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
}

function ViewEntry({ name, open, remove }: { readonly name: string; readonly open: () => void; readonly remove: () => void }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" wrap="nowrap" justify="space-between">
      <Button variant="subtle" size="compact-sm" onClick={open}>
        {name}
      </Button>
      <ActionIcon variant="subtle" color="gray" aria-label={t('list.delete_view', { name })} onClick={remove}>
        <Icon name="close" size={16} />
      </ActionIcon>
    </Group>
  );
}

function NewView({ save }: { readonly save: (name: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (name.trim() === '') return;
    save(name.trim());
    setName('');
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <TextInput
          size="sm"
          label={t('list.view_name')}
          maxLength={60}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button type="submit" size="compact-sm" variant="light">
          {t('list.save_view')}
        </Button>
      </Stack>
    </form>
  );
}
