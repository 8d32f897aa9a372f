import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePageSearch } from '../../navigation/search.ts';
import { Notice } from '../notice.tsx';
import { isNarrowed, isOfOneCabinet, type ListDefinition } from './list-definition.ts';

/** There is something, but nothing of it fits; or the chosen organization has none, and others may. */
export function NothingFound<Item>({ list }: { readonly list: ListDefinition<Item> }) {
  const { t } = useTranslation();
  const [search, change] = usePageSearch();
  if (!isNarrowed(list, search) && isOfOneCabinet(list, search)) {
    const everywhere = { cabinet_id: undefined, descendants: undefined };
    return (
      <div role="status">
        <Notice
          title={t('list.cabinet_has_none')}
          action={
            <Button variant="default" onClick={() => change(everywhere)}>
              {t('list.all_cabinets')}
            </Button>
          }
        />
      </div>
    );
  }
  return (
    <div role="status">
      <Notice title={t('list.nothing_found')} action={<ClearFilters list={list} variant="default" />}>
        {t('list.nothing_found_hint')}
      </Notice>
    </div>
  );
}

/** The address asks for what the list does not have, such as a state that there is not: asking again helps nobody. */
export function NoSuchQuery<Item>({ list }: { readonly list: ListDefinition<Item> }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <Notice title={t('list.no_such_query')} action={<ClearFilters list={list} variant="default" andAll />}>
        {t('list.no_such_query_hint')}
      </Notice>
    </div>
  );
}

interface ClearFiltersProps<Item> {
  readonly list: ListDefinition<Item>;
  readonly variant: 'subtle' | 'default';
  /** The order and the organization too. */
  readonly andAll?: boolean;
}

export function ClearFilters<Item>({ list, variant, andAll = false }: ClearFiltersProps<Item>) {
  const { t } = useTranslation();
  const [, change] = usePageSearch();
  const nothing = Object.fromEntries(
    ['q', ...list.filters, ...(andAll ? ['sort', 'cabinet_id', 'descendants'] : [])].map((name) => [name, undefined]),
  );
  return (
    <Button variant={variant} onClick={() => change(nothing)}>
      {t('list.clear_filters')}
    </Button>
  );
}
