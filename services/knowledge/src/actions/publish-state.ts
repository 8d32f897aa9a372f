import { articleEvents } from '@kabinet/contracts/knowledge/events';
import type { ArticleContents, ArticleState } from '@kabinet/contracts/knowledge/resources';
import type { Transaction } from '@kabinet/database';
import type { KnowledgeContext } from '../context.ts';
import { LOCALES } from '../domain/article.ts';
import type { ArticleRow } from '../queries/article.ts';
import { titleIn } from './show-article.ts';

type Whole = ArticleRow & { readonly contents: ArticleContents };
type Change = 'article_created' | 'article_changed' | 'article_submitted' | 'article_published' | 'article_withdrawn' | 'article_deleted';

/** Tells the others what became of an article. */
export async function publishState(
  context: KnowledgeContext,
  tx: Transaction,
  what: Change,
  article: Whole,
  options: { readonly republished?: true } = {},
): Promise<void> {
  await context.publish(tx, articleEvents[what], { ...envelope(article), data: stateOf(article), ...options });
}

/** Tells that an article has one more file, or one less. */
export async function publishFile(
  context: KnowledgeContext,
  tx: Transaction,
  what: 'article_file_added' | 'article_file_deleted',
  article: Whole,
  file: string,
): Promise<void> {
  await context.publish(tx, articleEvents[what], { ...envelope(article), data: { ...stateOf(article), file } });
}

function envelope({ id, version }: Whole) {
  return { subject: id, version, organization_id: null, root_id: null };
}

function stateOf({ id, status, revision, published_revision, contents }: Whole): ArticleState {
  const { slug, audience, category_id, product_ids, versions, texts, original } = contents;
  const title = titleIn(contents, original);
  const locales = LOCALES.filter((locale) => texts[locale]);
  return { id, slug, title, status, audience, category_id, product_ids, versions, locales, revision, published_revision };
}
