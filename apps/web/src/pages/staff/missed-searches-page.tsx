import type { MissedSearch } from '@kabinet/contracts/knowledge/resources';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { showArticleChanges } from '../portal/knowledge/queries.ts';

export const permission = 'articles.manage';
export const words = 'knowledge';

const list: ListDefinition<MissedSearch> = {
  name: 'articles-missed',
  of: 'knowledge',
  fetch: (query, signal) => api.knowledge.listMissedSearches({ query }, { signal }),
  filters: [],
  sort: '-times',
};

export async function load({ search }: PageInput): Promise<void> {
  await loadList(list, search);
}

export function Page() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader
        title={t('knowledge.missed')}
        back={
          <TextLink to={paths.knowledge()} size="sm">
            {t('knowledge.title')}
          </TextLink>
        }
      />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ query }) => query}
        empty={<Notice title={t('knowledge.missed_empty_title')}>{t('knowledge.missed_empty')}</Notice>}
      />
    </>
  );
}

function useColumns(): readonly Column<MissedSearch>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'query',
      header: t('knowledge.searched'),
      isKey: true,
      cell: ({ query }) => (
        <TextLink to={paths.knowledge()} search={{ q: query }}>
          {query}
        </TextLink>
      ),
    },
    { id: 'times', header: t('knowledge.times'), sort: 'times', align: 'right', cell: ({ times }) => format.number(times) },
    { id: 'first_at', header: t('knowledge.first_at'), isExtra: true, cell: ({ first_at }) => format.instant(first_at) },
    { id: 'last_at', header: t('knowledge.last_at'), sort: 'last_at', cell: ({ last_at }) => format.instant(last_at) },
    { id: 'actions', header: t('organizations.actions'), cell: (missed) => <StrikeOff missed={missed} /> },
  ];
}

function StrikeOff({ missed: { id, query } }: { readonly missed: MissedSearch }) {
  const { t } = useTranslation();
  const striking = useMutation({
    mutationFn: async () => {
      await api.knowledge.deleteMissedSearch({ params: { id } });
      await showArticleChanges();
    },
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={t('knowledge.strike_off_query', { query })}
      loading={striking.isPending}
      onClick={() => striking.mutate()}
    >
      {t('knowledge.strike_off')}
    </Button>
  );
}
