import type { Transaction } from '@kabinet/database';
import type { KnowledgeContext } from '../context.ts';
import { listArticleIdsAfter } from '../queries/article.ts';
import { publishState } from './publish-state.ts';
import { showArticle } from './show-article.ts';

const BATCH = 100;

/** Makes anew what is shown of the next articles, and tells their state once more; answers the last one's id, or undefined after all. */
export async function republishArticles(
  context: KnowledgeContext,
  tx: Transaction,
  after: string | undefined,
): Promise<string | undefined> {
  const ids = await listArticleIdsAfter(tx, after, BATCH);
  for (const id of ids) await publishState(context, tx, 'article_changed', await showArticle(tx, id), { republished: true });
  return ids.length === BATCH ? ids.at(-1) : undefined;
}
