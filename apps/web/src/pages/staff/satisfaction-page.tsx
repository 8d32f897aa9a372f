import type { RatedIssue } from '@kabinet/contracts/issues/resources';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { CabinetLink } from '../../components/cabinet-link.tsx';
import { Facts } from '../../components/facts.tsx';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';

export const permission = 'issues.manage';
export const words = 'support';

const list: ListDefinition<RatedIssue> = {
  name: 'issue-ratings',
  // Of all clients together.
  of: 'support',
  fetch: (query, signal) => api.issues.listRatings({ query }, { signal }),
  filters: [],
  sort: '-rated_at',
};

const satisfactionQuery = queryOptions({
  queryKey: ['issue-satisfaction'],
  queryFn: ({ signal }) => api.issues.getSatisfaction({ query: {} }, { signal }),
});

export async function load({ search }: PageInput): Promise<void> {
  await Promise.all([loadList(list, search), ensure(satisfactionQuery)]);
}

export function Page() {
  const { t } = useTranslation();
  const format = useFormat();
  const { scores, rated, average } = useSuspenseQuery(satisfactionQuery).data;
  const byScore = scores.toReversed().map(({ score, count }) => ({
    label: t(`rating.score_${score as 1}`),
    value: format.number(count),
  }));
  return (
    <>
      <PageHeader
        title={t('rating.satisfaction')}
        back={
          <TextLink to={paths.issues()} size="sm">
            {t('support.title')}
          </TextLink>
        }
      />
      <Facts
        facts={[
          { label: t('rating.average'), value: average === null ? t('common.none') : format.number(average) },
          { label: t('rating.rated'), value: format.number(rated) },
          ...byScore,
        ]}
      />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ number }) => number}
        empty={<Notice title={t('rating.empty_title')}>{t('rating.empty')}</Notice>}
      />
    </>
  );
}

function useColumns(): readonly Column<RatedIssue>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'number',
      header: t('support.number'),
      isKey: true,
      cell: ({ id, number }) => <TextLink to={paths.issue(id)}>{number}</TextLink>,
    },
    { id: 'cabinet', header: t('support.cabinet'), cell: ({ cabinet }) => <CabinetLink cabinet={cabinet} /> },
    { id: 'score', header: t('rating.score'), sort: 'score', cell: ({ score }) => t(`rating.score_${score as 1}`) },
    { id: 'remark', header: t('rating.remark'), cell: ({ remark }) => remark ?? t('common.none') },
    { id: 'assignee', header: t('support.assignee'), cell: ({ assignee }) => assignee?.name ?? t('support.nobody') },
    { id: 'rated_at', header: t('rating.rated_at'), sort: 'rated_at', cell: ({ rated_at }) => format.instant(rated_at) },
  ];
}
