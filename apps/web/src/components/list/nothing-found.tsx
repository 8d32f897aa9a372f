import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePageSearch } from '../../navigation/search.ts';
import { Notice } from '../notice.tsx';
import type { ListDefinition } from './list-definition.ts';

/** There is something, but nothing of it fits. */
export function NothingFound<Item>({ list }: { readonly list: ListDefinition<Item> }) {
  const { t } = useTranslation();
  return (
    <div role="status">
      <Notice title={t('list.nothing_found')} action={<ClearFilters list={list} variant="default" />}>
        {t('list.nothing_found_hint')}
      </Notice>
    </div>
  );
}

interface ClearFiltersProps<Item> {
  readonly list: ListDefinition<Item>;
  readonly variant: 'subtle' | 'default';
}

export function ClearFilters<Item>({ list, variant }: ClearFiltersProps<Item>) {
  const { t } = useTranslation();
  const [, change] = usePageSearch();
  const nothing = Object.fromEntries(['q', ...list.filters].map((name) => [name, undefined]));
  return (
    <Button variant={variant} onClick={() => change(nothing)}>
      {t('list.clear_filters')}
    </Button>
  );
}
