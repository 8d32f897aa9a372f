import type { ArticleDetails, ArticleLocale } from '@kabinet/contracts/knowledge/resources';
import { problem } from '@kabinet/problem';
import type { KnowledgeContext } from '../context.ts';
import { LOCALES } from '../domain/article.ts';
import { findArticle } from '../queries/article.ts';
import { countFeedback, findFeedback } from '../queries/feedback.ts';
import { listRelated } from '../queries/related.ts';
import { findShown, listFiles, localeOf, type ShownArticle } from '../queries/shown-article.ts';
import { readerOf } from './reader.ts';

/** An article as the caller sees it, in the language asked for where it has that. Throws `article_not_found`. */
export async function readArticle(context: KnowledgeContext, ref: string, wanted?: ArticleLocale) {
  const reader = readerOf(context, wanted);
  const found = await findShown(context.db, ref, reader);
  if (!found) throw problem('article_not_found');
  const { texts, original: _original, file_names, category_id: _category, ...row } = found;
  const isEditor = reader.scope.kind === 'everywhere';
  const { principal } = context.origin;
  const [files, related, mine, whole] = await Promise.all([
    listFiles(context.db, row.id, isEditor ? undefined : file_names),
    listRelated(context.db, found, reader),
    principal.kind === 'user' ? findFeedback(context.system, row.id, principal.id) : undefined,
    isEditor ? editingOf(context, found) : undefined,
  ]);
  const locale = localeOf(texts, reader.locale);
  const { title = '', body = '', is_outdated = false } = texts[locale] ?? {};
  const locales = LOCALES.filter((one) => texts[one]);
  const details: ArticleDetails = {
    ...row,
    title,
    body,
    locale,
    locales,
    is_outdated,
    files,
    related,
    my_feedback: mine ?? null,
    editing: whole?.editing ?? null,
  };
  // To customers the article is as new as its publication: how often it was changed since is none of theirs.
  return { body: details, version: whole?.version ?? Math.floor(Date.parse(row.updated_at) / 1000) };
}

async function editingOf(context: KnowledgeContext, { id, texts, original }: ShownArticle) {
  const [article, feedback] = await Promise.all([findArticle(context.db, id), countFeedback(context.db, id)]);
  if (!article) throw problem('article_not_found');
  const { revision, published_revision, version } = article;
  const written = Object.fromEntries(Object.entries(texts).map(([locale, { title, body }]) => [locale, { title, body }]));
  return { version, editing: { original, texts: written, revision, published_revision, feedback } };
}
