import { Alert, Button, Group, Text } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageSearch } from '../../navigation/search.ts';
import { useWordsOf } from '../failure-notice.tsx';
import { queryOf, type ListDefinition } from './list-definition.ts';

export interface Paging {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  readonly error: unknown;
  readonly fetchNextPage: () => Promise<unknown>;
}

interface ListFooterProps<Item> {
  readonly list: ListDefinition<Item>;
  readonly shown: number;
  readonly query: Paging;
}

/** How many rows are shown, and more of them: by themselves when the end comes into sight, by a button for who uses none. */
export function ListFooter<Item>({ list, shown, query }: ListFooterProps<Item>) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" mt="md" className="no-print">
      <Group gap="sm">
        <Text size="sm" c="dimmed" role="status">
          {t('list.shown', { count: shown })}
        </Text>
        {query.hasNextPage && <Total list={list} />}
      </Group>
      {query.isFetchNextPageError && <NextPageFailure error={query.error} />}
      {query.hasNextPage && <LoadMore query={query} />}
    </Group>
  );
}

/** The next page: by itself when the end comes into sight, by a button for who uses none. */
export function LoadMore({ query }: { readonly query: Paging }) {
  const { t } = useTranslation();
  const { ref, entry } = useIntersection({ rootMargin: '600px' });
  const { isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const isInSight = entry?.isIntersecting === true;
  useEffect(() => {
    // After a failure the person decides when to try again.
    if (isInSight && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [isInSight, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  return (
    <Button ref={ref} variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
      {t(isFetchingNextPage ? 'list.loading_more' : 'list.load_more')}
    </Button>
  );
}

function NextPageFailure({ error }: { readonly error: unknown }) {
  const { title, detail } = useWordsOf(error);
  return (
    <Alert role="alert" color="red" variant="outline" title={title} p="xs">
      {detail}
    </Alert>
  );
}

/** Counting a large list is work, so it is done when somebody wants to know. */
function Total<Item>({ list }: { readonly list: ListDefinition<Item> }) {
  const { t } = useTranslation();
  const [search] = usePageSearch();
  const [isAsked, setAsked] = useState(false);
  const query = { ...queryOf(list, search), limit: 1, count: true };
  const { data, isFetching } = useQuery({
    queryKey: [list.name, 'count', list.of, query],
    queryFn: ({ signal }) => list.fetch(query, signal),
    enabled: isAsked,
  });
  if (data?.total !== undefined) return <Text size="sm">{t('list.total', { count: data.total })}</Text>;
  return (
    <Button variant="subtle" size="compact-sm" loading={isFetching} onClick={() => setAsked(true)}>
      {t('list.count_all')}
    </Button>
  );
}
