import type { ArticleContents, ArticleLocale } from '@kabinet/contracts/knowledge/resources';
import type { Transaction } from '@kabinet/database';
import { isOutdated, LOCALES, otherLocale } from '../domain/article.ts';
import { folded } from '../domain/letters.ts';
import { readMarkdown, type MarkdownFacts } from '../markdown/read-markdown.ts';
import { findArticle, findRevision, type ArticleRow } from '../queries/article.ts';
import { learnWords } from '../queries/search.ts';
import { deleteShown, writeShown } from '../queries/shown-article.ts';

/** Makes what staff and customers see of an article, and find it by, from its revisions. */
export async function showArticle(tx: Transaction, id: string): Promise<ArticleRow & { contents: ArticleContents }> {
  const article = await findArticle(tx, id);
  if (!article) throw new Error(`article ${id} vanished within its own transaction`);
  const { contents, status, published_revision, published_at, updated_at } = article;
  await show(tx, article, contents, { stage: 'head', status, published_at, updated_at });
  if (published_revision === null || published_at === null) {
    await deleteShown(tx, id, 'published');
    return article;
  }
  const published = published_revision === article.revision ? contents : (await findRevision(tx, id, published_revision))?.contents;
  if (!published) throw new Error(`article ${id} has no revision ${published_revision}`);
  await show(tx, article, published, { stage: 'published', status: 'published', published_at, updated_at: published_at });
  return article;
}

type Stage = { stage: 'head' | 'published' } & Pick<ArticleRow, 'status' | 'published_at' | 'updated_at'>;

async function show(tx: Transaction, { id, created_at }: ArticleRow, contents: ArticleContents, stage: Stage): Promise<void> {
  const { slug, audience, category_id, product_ids, versions, original, texts } = contents;
  const read = LOCALES.flatMap((locale) => {
    const text = texts[locale];
    return text ? [{ locale, text, facts: readMarkdown(text.body) }] : [];
  });
  const byLocale = <T>(what: (entry: (typeof read)[number]) => T) =>
    JSON.stringify(Object.fromEntries(read.map((entry) => [entry.locale, what(entry)])));
  await writeShown(tx, {
    id,
    ...stage,
    slug,
    audience,
    category_id,
    product_ids,
    versions,
    original,
    created_at,
    texts: byLocale(({ locale, text: { title, body } }) => ({ title, body, is_outdated: isOutdated(contents, locale) })),
    plain: byLocale(({ facts }) => facts.plain),
    title_ru: titleIn(contents, 'ru'),
    title_en: titleIn(contents, 'en'),
    file_names: [...new Set(read.flatMap(({ facts }) => facts.files))],
    headings: read.map(({ facts }) => facts.headings).join('\n'),
  });
  await learnWords(tx, wordsOf(read));
}

/** The title in the language, or in the other one. */
export function titleIn({ texts }: ArticleContents, locale: ArticleLocale): string {
  return (texts[locale] ?? texts[otherLocale(locale)])?.title ?? '';
}

function wordsOf(read: readonly { text: { title: string }; facts: MarkdownFacts }[]): string[] {
  const all = read.map(({ text, facts }) => `${text.title}\n${facts.plain}`).join('\n');
  return [...new Set(folded(all).match(/[\p{L}\p{N}]{2,40}/gu))];
}
