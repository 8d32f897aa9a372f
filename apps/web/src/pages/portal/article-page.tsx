import { Alert, Button, Group, Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { files } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { DownloadButton } from '../../components/download-button.tsx';
import { Facts } from '../../components/facts.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { usePageSearch, type Search } from '../../navigation/search.ts';
import { ArticleActions } from '../staff/articles/article-actions.tsx';
import { ArticleBody } from './knowledge/article-body.tsx';
import { FeedbackForm } from './knowledge/feedback-form.tsx';
import classes from './knowledge/knowledge.module.css';
import { ArticleStatusLabel } from './knowledge/labels.tsx';
import { articleQuery, type ArticleDetails, type ArticleLocale } from './knowledge/queries.ts';
import { productChoiceQuery } from './license/queries.ts';

export const permission = 'knowledge.read';
export const words = 'knowledge';

/** `locale` in the address reads it in another language than the app's. */
export async function load({ params, search }: PageInput): Promise<void> {
  await Promise.all([ensure(articleQuery(pathParameter(params, 'id'), localeIn(search))), ensure(productChoiceQuery)]);
}

function localeIn(search: Search): ArticleLocale | undefined {
  const locale = search['locale'];
  return locale === 'ru' || locale === 'en' ? locale : undefined;
}

export function Page() {
  const { t } = useTranslation();
  const [search] = usePageSearch();
  const ref = usePathParameter('id');
  const article = useSuspenseQuery(articleQuery(ref, localeIn(search))).data;
  useNewName(ref, article.slug);
  return (
    <>
      <PageHeader
        title={article.title}
        back={
          <TextLink to={paths.knowledge()} size="sm">
            {t('knowledge.title')}
          </TextLink>
        }
        aside={article.editing && <ArticleStatusLabel status={article.status} />}
        actions={article.editing && <ArticleActions article={article} />}
      />
      <div className={classes.columns}>
        <div className={classes.side}>
          <article className={classes.sheet} lang={article.locale}>
            {article.is_outdated && (
              <Alert color="yellow" mb="md">
                {t('knowledge.outdated')}
              </Alert>
            )}
            <ArticleBody article={article} body={article.body} />
          </article>
          <FeedbackForm key={article.id} article={article} />
        </div>
        <aside className={classes.side}>
          <About article={article} />
          <Files article={article} />
          <Related article={article} />
        </aside>
      </div>
    </>
  );
}

/** Bookmarks with a name that the article had lead here; the address tells the one that it has. */
function useNewName(ref: string, slug: string): void {
  useEffect(() => {
    const isId = /^[0-9a-f]{8}-/.test(ref);
    if (ref !== slug && !isId) history.replaceState(history.state, '', paths.article(slug) + location.search);
  }, [ref, slug]);
}

function About({ article }: { readonly article: ArticleDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [, change] = usePageSearch();
  const products = useSuspenseQuery(productChoiceQuery).data.items.filter(({ id }) => article.product_ids.includes(id));
  const others = article.locales.filter((locale) => locale !== article.locale);
  return (
    <Section title={t('knowledge.about')}>
      <Facts
        facts={[
          ...(article.category ? [{ label: t('knowledge.category'), value: format.text(article.category.name) }] : []),
          ...(products.length > 0
            ? [{ label: t('knowledge.products'), value: products.map(({ name }) => format.text(name)).join(', ') }]
            : []),
          ...(article.versions === null ? [] : [{ label: t('knowledge.versions'), value: article.versions }]),
          ...(article.editing ? [{ label: t('knowledge.audience'), value: t(`knowledge.audiences.${article.audience}`) }] : []),
          { label: t('knowledge.updated'), value: format.instant(article.updated_at) },
        ]}
      />
      <Group gap="xs" mt="sm">
        {others.map((locale) => (
          <Button key={locale} size="compact-sm" variant="default" lang={locale} onClick={() => change({ locale })}>
            {t(`knowledge.read_in.${locale}`)}
          </Button>
        ))}
      </Group>
    </Section>
  );
}

function Files({ article: { id, files: known } }: { readonly article: ArticleDetails }) {
  const { t } = useTranslation();
  const attached = known.filter(({ name }) => !/\.(png|jpe?g|gif|webp)$/i.test(name));
  if (attached.length === 0) return null;
  return (
    <Section title={t('knowledge.files')}>
      {attached.map((file) => (
        <DownloadButton
          key={file.id}
          label={file.name}
          fetch={() => files.knowledge.downloadArticleFile({ params: { id, file_id: file.id } })}
          variant="subtle"
          size="compact-sm"
        />
      ))}
    </Section>
  );
}

function Related({ article: { related } }: { readonly article: ArticleDetails }) {
  const { t } = useTranslation();
  if (related.length === 0) return null;
  return (
    <Section title={t('knowledge.related')}>
      {related.map(({ id, slug, title }) => (
        <Text key={id} size="sm" mb={6}>
          <TextLink to={paths.article(slug)}>{title}</TextLink>
        </Text>
      ))}
    </Section>
  );
}
