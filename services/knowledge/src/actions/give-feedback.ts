import type { FeedbackGiven } from '@kabinet/contracts/knowledge/resources';
import { problem } from '@kabinet/problem';
import type { KnowledgeContext } from '../context.ts';
import { saveFeedback } from '../queries/feedback.ts';
import { idOf } from './reader.ts';

/** Keeps what a person thinks of an article. Throws `article_not_found`, `nobody_to_ask` to machines. */
export async function giveFeedback(context: KnowledgeContext, ref: string, { helpful, comment }: FeedbackGiven): Promise<void> {
  const { principal, locale } = context.origin;
  const article_id = await idOf(context, ref);
  if (principal.kind !== 'user') throw problem('nobody_to_ask');
  const at = context.now().toISOString();
  const said = { helpful, comment, locale, created_at: at, updated_at: at };
  // No table of customers: nobody but the portal itself writes to it.
  await context.system.transaction((tx) => saveFeedback(tx, { id: context.newId(), article_id, user_id: principal.id, ...said }));
}
