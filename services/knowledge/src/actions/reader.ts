import type { ArticleLocale } from '@kabinet/contracts/knowledge/resources';
import { problem } from '@kabinet/problem';
import type { KnowledgeContext } from '../context.ts';
import { findShownId, type Reader } from '../queries/shown-article.ts';

/** Who asks, and in which language they would rather read. */
export function readerOf(context: KnowledgeContext, locale: ArticleLocale = context.origin.locale): Reader {
  return { scope: context.scope('knowledge.read'), today: context.today(), locale };
}

/** The id of the article that `ref` names. Throws `article_not_found`. */
export async function idOf(context: KnowledgeContext, ref: string): Promise<string> {
  const id = await findShownId(context.db, ref, readerOf(context));
  if (id === undefined) throw problem('article_not_found');
  return id;
}
