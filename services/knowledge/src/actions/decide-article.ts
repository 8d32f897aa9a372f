import { problem } from '@kabinet/problem';
import type { KnowledgeContext } from '../context.ts';
import { decide } from '../domain/article.ts';
import { deleteArticle, lockArticle, publishSlug, updateArticle } from '../queries/article.ts';
import { publishState } from './publish-state.ts';
import { idOf } from './reader.ts';
import { showArticle } from './show-article.ts';

const DONE = { submit: 'article_submitted', publish: 'article_published', withdraw: 'article_withdrawn' } as const;

/** Sends an article for review, shows its newest contents to customers, or takes it back. Throws what the operation declares. */
export async function decideArticle(context: KnowledgeContext, ref: string, step: keyof typeof DONE): Promise<string> {
  const id = await idOf(context, ref);
  await context.db.transaction(async (tx) => {
    const before = await lockArticle(tx, id);
    if (!before) throw problem('article_not_found');
    if (context.ifMatch !== undefined && context.ifMatch !== before.version) throw problem('version_mismatch');
    const outcome = decide(step, { status: before.status, isShown: before.published_revision !== null });
    if ('refusal' in outcome) throw problem(outcome.refusal);
    const at = context.now().toISOString();
    const published = {
      publish: { published_revision: before.revision, published_at: at },
      withdraw: { published_revision: null, published_at: null },
    };
    const shown = step === 'submit' ? {} : published[step];
    if (step === 'publish') await publishSlug(tx, before.contents.slug);
    await updateArticle(tx, id, { status: outcome.status, ...shown, version: before.version + 1, updated_at: at });
    await publishState(context, tx, DONE[step], await showArticle(tx, id));
  });
  return id;
}

/** Throws `article_not_found`, `version_mismatch`, `article_published`. Its files are swept. */
export async function dropArticle(context: KnowledgeContext, ref: string): Promise<void> {
  const id = await idOf(context, ref);
  await context.db.transaction(async (tx) => {
    const before = await lockArticle(tx, id);
    if (!before) throw problem('article_not_found');
    if (context.ifMatch !== undefined && context.ifMatch !== before.version) throw problem('version_mismatch');
    if (before.published_revision !== null) throw problem('article_published');
    await deleteArticle(tx, id);
    await publishState(context, tx, 'article_deleted', { ...before, version: before.version + 1 });
  });
}
