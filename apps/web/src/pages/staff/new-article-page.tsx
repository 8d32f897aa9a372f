import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { TextLink } from '../../navigation/link.tsx';
import { paths } from '../../navigation/paths.ts';
import { categoriesQuery, showArticleChanges } from '../portal/knowledge/queries.ts';
import { productChoiceQuery } from '../portal/license/queries.ts';
import { ArticleForm } from './articles/article-form.tsx';
import { newArticleOf, noArticle, type ArticleValues } from './articles/article-values.ts';

export const permission = 'articles.manage';
export const words = 'knowledge';

export async function load(): Promise<void> {
  await Promise.all([ensure(categoriesQuery), ensure(productChoiceQuery)]);
}

export function Page() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  async function submit(values: ArticleValues, idempotencyKey: string): Promise<void> {
    const { slug } = await api.knowledge.createArticle({ body: newArticleOf(values) }, { idempotencyKey });
    announce(t('knowledge.kept'));
    await showArticleChanges();
    await navigate({ to: paths.article(slug), ignoreBlocker: true });
  }
  return (
    <>
      <PageHeader
        title={t('knowledge.new')}
        back={
          <TextLink to={paths.knowledge()} size="sm">
            {t('knowledge.title')}
          </TextLink>
        }
      />
      <ArticleForm
        initial={noArticle}
        submit={submit}
        submitLabel={t('knowledge.keep')}
        cancel={() => void navigate({ to: paths.knowledge() })}
      />
    </>
  );
}
