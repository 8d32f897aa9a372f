import type { Feedback } from '@kabinet/contracts/knowledge/resources';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { ChoiceFilter } from '../../components/list/choice-filter.tsx';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StateLabel } from '../../components/state-label.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { articleQuery } from '../portal/knowledge/queries.ts';

export const permission = 'articles.manage';
export const words = 'knowledge';

function listOf(id: string): ListDefinition<Feedback> {
  return {
    name: 'articles-feedback',
    of: id,
    fetch: (query, signal) => api.knowledge.listArticleFeedback({ params: { id }, query }, { signal }),
    filters: ['helpful'],
    sort: '-updated_at',
  };
}

export async function load({ params, search }: PageInput): Promise<void> {
  const id = pathParameter(params, 'id');
  await Promise.all([ensure(articleQuery(id)), loadList(listOf(id), search)]);
}

export function Page() {
  const { t } = useTranslation();
  const ref = usePathParameter('id');
  const article = useSuspenseQuery(articleQuery(ref)).data;
  const answers = ['true', 'false'] as const;
  return (
    <>
      <PageHeader
        title={t('knowledge.feedback_of', { title: article.title })}
        back={
          <TextLink to={paths.article(article.slug)} size="sm">
            {article.title}
          </TextLink>
        }
      />
      <List
        list={listOf(ref)}
        columns={useColumns()}
        nameOf={({ comment, id }) => comment ?? id}
        filters={
          <ChoiceFilter
            name="helpful"
            label={t('knowledge.helpful')}
            options={answers.map((value) => ({ value, label: t(value === 'true' ? 'knowledge.yes' : 'knowledge.no') }))}
            isSingle
          />
        }
        empty={<Notice title={t('knowledge.feedback_empty_title')}>{t('knowledge.feedback_empty')}</Notice>}
      />
    </>
  );
}

function useColumns(): readonly Column<Feedback>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { id: 'comment', header: t('knowledge.missing'), isKey: true, cell: ({ comment }) => comment ?? '—' },
    {
      id: 'helpful',
      header: t('knowledge.helpful'),
      cell: ({ helpful }) => <StateLabel tone={helpful ? 'good' : 'warning'}>{t(helpful ? 'knowledge.yes' : 'knowledge.no')}</StateLabel>,
    },
    { id: 'locale', header: t('knowledge.locale'), cell: ({ locale }) => t(`knowledge.languages.${locale}`) },
    { id: 'updated_at', header: t('knowledge.said_at'), sort: 'updated_at', cell: ({ updated_at }) => format.instant(updated_at) },
  ];
}
