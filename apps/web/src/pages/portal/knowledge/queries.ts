import type { Article, ArticleDetails, ArticleLocale, Category } from '@kabinet/contracts/knowledge/resources';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';

export type { Article, ArticleDetails, ArticleLocale, Category };

/** `id` is an article's id or a name that it has or had; without `locale` it is read in the app's language. */
export function articleQuery(id: string, locale?: ArticleLocale) {
  return queryOptions({
    queryKey: ['articles', id, locale],
    queryFn: ({ signal }) => api.knowledge.getArticle({ params: { id }, query: locale === undefined ? {} : { locale } }, { signal }),
  });
}

export const categoriesQuery = queryOptions({
  queryKey: ['articles', 'categories'],
  queryFn: async ({ signal }) => (await api.knowledge.listArticleCategories({}, { signal })).items,
});

/** After a change everything of articles is asked anew. */
export async function showArticleChanges(): Promise<void> {
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('articles') });
}
