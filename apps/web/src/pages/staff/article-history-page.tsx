import type { ArticleRevision, ArticleRevisionDetails } from '@kabinet/contracts/knowledge/resources';
import { Button, Group, Text } from '@mantine/core';
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { StateLabel } from '../../components/state-label.tsx';
import { ActionDialog } from '../../forms/action-dialog.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { articleQuery, showArticleChanges } from '../portal/knowledge/queries.ts';
import { Difference } from './articles/difference.tsx';

export const permission = 'articles.manage';
export const words = 'knowledge';

type Row = ArticleRevision & { readonly id: string };

function listOf(id: string): ListDefinition<Row> {
  return {
    name: 'articles-revisions',
    of: id,
    fetch: async (query, signal) => {
      const page = await api.knowledge.listArticleRevisions({ params: { id }, query }, { signal });
      return { ...page, items: page.items.map((revision) => ({ ...revision, id: String(revision.number) })) };
    },
    filters: [],
    sort: '-created_at',
  };
}

function revisionQuery(id: string, number: number) {
  return queryOptions({
    queryKey: ['articles', id, 'revisions', number],
    queryFn: ({ signal }) => api.knowledge.getArticleRevision({ params: { id, number: String(number) } }, { signal }),
    enabled: number > 0,
    staleTime: Infinity,
  });
}

export async function load({ params, search }: PageInput): Promise<void> {
  const id = pathParameter(params, 'id');
  await Promise.all([ensure(articleQuery(id)), loadList(listOf(id), search)]);
}

export function Page() {
  const { t } = useTranslation();
  const ref = usePathParameter('id');
  const article = useSuspenseQuery(articleQuery(ref)).data;
  const [chosen, choose] = useState(article.editing?.revision ?? 1);
  return (
    <>
      <PageHeader
        title={t('knowledge.history_of', { title: article.title })}
        back={
          <TextLink to={paths.article(article.slug)} size="sm">
            {article.title}
          </TextLink>
        }
      />
      <List
        list={listOf(ref)}
        columns={useColumns(choose)}
        nameOf={({ number }) => String(number)}
        empty={<Notice title={t('knowledge.history')} />}
      />
      <Changes articleId={ref} number={chosen} isNewest={chosen === article.editing?.revision} />
    </>
  );
}

function useColumns(choose: (number: number) => void): readonly Column<Row>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'number',
      header: t('knowledge.revision'),
      isKey: true,
      cell: ({ number }) => (
        <Button size="compact-sm" variant="subtle" onClick={() => choose(number)}>
          {t('knowledge.revision_number', { number })}
        </Button>
      ),
    },
    { id: 'note', header: t('knowledge.note'), cell: ({ note }) => note },
    { id: 'author', header: t('knowledge.author'), cell: ({ author }) => author?.name },
    {
      id: 'published',
      header: t('knowledge.status'),
      cell: ({ is_published }) => is_published && <StateLabel tone="good">{t('knowledge.statuses.published')}</StateLabel>,
    },
    { id: 'created_at', header: t('knowledge.kept_at'), sort: 'created_at', cell: ({ created_at }) => format.instant(created_at) },
  ];
}

interface ChangesProps {
  readonly articleId: string;
  readonly number: number;
  readonly isNewest: boolean;
}

/** What a revision changed, against the one before it. */
function Changes({ articleId, number, isNewest }: ChangesProps) {
  const { t } = useTranslation();
  const [isAsked, ask] = useState(false);
  const now = useQuery(revisionQuery(articleId, number)).data;
  const before = useQuery(revisionQuery(articleId, number - 1)).data;
  const isReady = now !== undefined && (number === 1 || before !== undefined);
  const restore = !isNewest && (
    <Button size="compact-sm" variant="default" onClick={() => ask(true)}>
      {t('knowledge.restore')}
    </Button>
  );
  return (
    <Section title={t('knowledge.changed_in', { number })} aside={<Group>{restore}</Group>}>
      {isReady && <BothLanguages now={now} before={before} />}
      {isAsked && <Restore articleId={articleId} number={number} close={() => ask(false)} />}
    </Section>
  );
}

interface BothLanguagesProps {
  readonly now: ArticleRevisionDetails;
  readonly before: ArticleRevisionDetails | undefined;
}

function BothLanguages({ now, before }: BothLanguagesProps) {
  const { t } = useTranslation();
  const textOf = (revision: ArticleRevisionDetails | undefined, locale: 'ru' | 'en') => {
    const text = revision?.contents.texts[locale];
    return text ? `${text.title}\n\n${text.body}` : '';
  };
  const changed = (['ru', 'en'] as const).filter((locale) => textOf(now, locale) !== textOf(before, locale));
  if (changed.length === 0) return <Text c="dimmed">{t('knowledge.texts_same')}</Text>;
  return changed.map((locale) => (
    <Difference key={locale} label={t(`knowledge.languages.${locale}`)} before={textOf(before, locale)} now={textOf(now, locale)} />
  ));
}

interface RestoreProps {
  readonly articleId: string;
  readonly number: number;
  readonly close: () => void;
}

function Restore({ articleId, number, close }: RestoreProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  async function act({ idempotencyKey }: { readonly idempotencyKey: string }): Promise<void> {
    const params = { id: articleId, number: String(number) };
    const { slug } = await api.knowledge.restoreArticleRevision({ params }, { idempotencyKey });
    announce(t('knowledge.restored', { number }));
    await showArticleChanges();
    await navigate({ to: paths.article(slug) });
  }
  return (
    <ActionDialog
      title={t('knowledge.restore')}
      preview={t('knowledge.restore_preview', { number })}
      confirmLabel={t('knowledge.restore')}
      act={act}
      close={close}
    />
  );
}
