import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { versionOf } from '../../api/client.ts';
import { ensure, queryClient } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { articleQuery, categoriesQuery, showArticleChanges, type ArticleDetails } from '../portal/knowledge/queries.ts';
import { productChoiceQuery } from '../portal/license/queries.ts';
import { ArticleFiles } from './articles/article-files.tsx';
import { ArticleForm } from './articles/article-form.tsx';
import { changesOf, valuesOf, type ArticleValues } from './articles/article-values.ts';

export const permission = 'articles.manage';
export const words = 'knowledge';

export async function load({ params }: PageInput): Promise<void> {
  await Promise.all([ensure(articleQuery(pathParameter(params, 'id'))), ensure(categoriesQuery), ensure(productChoiceQuery)]);
}

export function Page() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const ref = usePathParameter('id');
  const article = useSuspenseQuery(articleQuery(ref)).data;
  const [seen, setSeen] = useState(article);
  const { id } = seen;
  async function submit(values: ArticleValues): Promise<void> {
    const body = changesOf(values, valuesOf(seen));
    const { slug } = await api.knowledge.changeArticle({ params: { id }, body }, { ifMatch: versionOf(seen) });
    announce(t('knowledge.kept'));
    await showArticleChanges();
    await navigate({ to: paths.article(slug), ignoreBlocker: true });
  }
  async function reload(): Promise<ArticleValues> {
    const fresh = await queryClient.query({ ...articleQuery(ref), staleTime: 0 });
    setSeen(fresh);
    return valuesOf(fresh);
  }
  return (
    <>
      <Heading article={seen} />
      <ArticleFiles article={article} />
      <ArticleForm
        article={article}
        initial={valuesOf(seen)}
        submit={submit}
        submitLabel={t('knowledge.keep')}
        reload={reload}
        cancel={() => void navigate({ to: paths.article(seen.slug) })}
      />
    </>
  );
}

function Heading({ article: { title, slug } }: { readonly article: ArticleDetails }) {
  const { t } = useTranslation();
  return (
    <PageHeader
      title={t('knowledge.edit_title', { title })}
      back={
        <TextLink to={paths.article(slug)} size="sm">
          {title}
        </TextLink>
      }
    />
  );
}
