import { Button, Text } from '@mantine/core';
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { listQuery, loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { usePageSearch } from '../../navigation/search.ts';
import { useMay, useMe } from '../../session/me.ts';
import { ArticleFilters, articleFilters } from './knowledge/article-filters.tsx';
import classes from './knowledge/knowledge.module.css';
import { ArticleStatusLabel } from './knowledge/labels.tsx';
import { categoriesQuery, type Article } from './knowledge/queries.ts';
import { Snippet } from './knowledge/snippet.tsx';
import { productChoiceQuery } from './license/queries.ts';

export const permission = 'knowledge.read';
export const words = 'knowledge';

type FoundPage = Awaited<ReturnType<typeof api.knowledge.listArticles>>;

const list: ListDefinition<Article> = {
  name: 'articles',
  // Articles belong to no organization.
  of: 'knowledge',
  fetch: (query, signal) => api.knowledge.listArticles({ query }, { signal }),
  filters: articleFilters,
  sort: '-updated_at',
  isRanked: true,
};

export async function load({ search }: PageInput): Promise<void> {
  await Promise.all([loadList(list, search), ensure(categoriesQuery), ensure(productChoiceQuery)]);
}

export function Page() {
  const { t } = useTranslation();
  const mayWrite = useMay('articles.manage');
  return (
    <>
      <PageHeader title={t('knowledge.title')} actions={mayWrite && <Actions />} />
      <Categories />
      <Outcome />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ title }) => title}
        filters={<ArticleFilters />}
        empty={<Notice title={t('knowledge.empty_title')}>{t(mayWrite ? 'knowledge.empty_staff' : 'knowledge.empty')}</Notice>}
      />
    </>
  );
}

function Actions() {
  const { t } = useTranslation();
  return (
    <>
      <Button variant="default" renderRoot={(root) => <Link to={paths.missedSearches()} {...root} />}>
        {t('knowledge.missed')}
      </Button>
      <Button variant="default" renderRoot={(root) => <Link to={paths.articleCategories()} {...root} />}>
        {t('knowledge.categories')}
      </Button>
      <Button renderRoot={(root) => <Link to={paths.newArticle()} {...root} />}>{t('knowledge.new')}</Button>
    </>
  );
}

/** The ways into the knowledge base for who has nothing to search for yet. */
function Categories() {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = usePageSearch();
  const categories = useSuspenseQuery(categoriesQuery).data.filter(({ articles }) => articles > 0);
  if (categories.length === 0 || search['q'] !== undefined) return null;
  return (
    <nav aria-label={t('knowledge.categories')} className={classes.categories}>
      {categories.map(({ id, name, articles }) => (
        <TextLink
          key={id}
          to={paths.knowledge()}
          search={{ category_id: id }}
          className={classes.category}
          aria-current={search['category_id'] === id || undefined}
        >
          <span>{format.text(name)}</span>
          <Text span size="sm" c="dimmed">
            {t('knowledge.articles', { count: articles })}
          </Text>
        </TextLink>
      ))}
    </nav>
  );
}

/** Says what was looked for where that is not what was typed. */
function Outcome() {
  const { t } = useTranslation();
  const [search] = usePageSearch();
  const found = useInfiniteQuery(listQuery(list, search)).data?.pages[0] as FoundPage | undefined;
  const outcome = found?.search;
  if (!outcome) return null;
  return (
    <Text role="status" size="sm" c="dimmed" mb="xs">
      {outcome.corrected !== null && `${t('knowledge.corrected', { words: outcome.corrected })} `}
      {outcome.matched === 'some_words' && t('knowledge.some')}
    </Text>
  );
}

function useColumns(): readonly Column<Article>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const states = useStateColumns();
  const isStaff = useMe().staff_roles.length > 0;
  return [
    {
      id: 'title',
      header: t('knowledge.article'),
      sort: 'title',
      isKey: true,
      cell: ({ slug, title, locale, snippet, snippet_locale }) => {
        const translation = snippet_locale === locale ? null : snippet_locale;
        return (
          <>
            <TextLink to={paths.article(slug)} {...(translation && { search: { locale: translation } })} className={classes.found}>
              {title}
            </TextLink>
            {snippet && <Snippet pieces={snippet} translation={translation} />}
          </>
        );
      },
    },
    { id: 'category', header: t('knowledge.category'), cell: ({ category }) => category && format.text(category.name) },
    { id: 'products', header: t('knowledge.products'), cell: (article) => <Products article={article} /> },
    ...(isStaff ? states : []),
    { id: 'updated_at', header: t('knowledge.updated'), sort: 'updated_at', cell: ({ updated_at }) => format.instant(updated_at) },
  ];
}

/** What only who writes articles needs to see. */
function useStateColumns(): readonly Column<Article>[] {
  const { t } = useTranslation();
  return [
    { id: 'status', header: t('knowledge.status'), cell: ({ status }) => <ArticleStatusLabel status={status} /> },
    { id: 'audience', header: t('knowledge.audience'), cell: ({ audience }) => t(`knowledge.audiences.${audience}`) },
    {
      id: 'locales',
      header: t('knowledge.locales'),
      isExtra: true,
      cell: ({ locales }) => locales.map((locale) => locale.toUpperCase()).join(', '),
    },
  ];
}

function Products({ article: { product_ids, versions } }: { readonly article: Article }) {
  const format = useFormat();
  const products = useSuspenseQuery(productChoiceQuery).data.items;
  const names = products.filter(({ id }) => product_ids.includes(id)).map(({ name }) => format.text(name));
  return [names.join(', '), versions].filter(Boolean).join(' ');
}
