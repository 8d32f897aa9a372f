import { implement } from '@kabinet/contract/implement';
import { knowledgeContract } from '@kabinet/contracts/knowledge';
import { problem } from '@kabinet/problem';
import { decideArticle, dropArticle } from './actions/decide-article.ts';
import { giveFeedback } from './actions/give-feedback.ts';
import { changeArticle, createArticle, restoreRevision } from './actions/keep-article.ts';
import { replaceCategory, createCategory, dropCategory } from './actions/keep-category.ts';
import { downloadFile, dropFile, keepFile } from './actions/keep-file.ts';
import { readArticle } from './actions/read-article.ts';
import { idOf, readerOf } from './actions/reader.ts';
import { searchArticles, suggestArticles } from './actions/search-articles.ts';
import type { KnowledgeContext } from './context.ts';
import { findRevision, listRevisions } from './queries/article.ts';
import { listCategories } from './queries/category.ts';
import { listFeedback } from './queries/feedback.ts';
import { deleteMissed, listMissed } from './queries/missed-search.ts';
import { findShownId } from './queries/shown-article.ts';

export const implementation = implement<KnowledgeContext>()(knowledgeContract, {
  resources: {
    article: async (context, ref, scope) =>
      (await findShownId(context.db, ref, { scope, today: context.today(), locale: context.origin.locale })) !== undefined,
  },
  handlers: {
    listArticles: async (context, { query }) => ({ body: await searchArticles(context, query) }),
    suggestArticles: async (context, { query }) => ({ body: await suggestArticles(context, query) }),
    createArticle: async (context, { body }) => {
      const id = await createArticle(context, body);
      return { ...(await readArticle(context, id)), location: `/api/v1/articles/${id}` };
    },
    getArticle: (context, { params, query }) => readArticle(context, params.id, query.locale),
    changeArticle: async (context, { params, body }) => readArticle(context, await changeArticle(context, params.id, body)),
    deleteArticle: async (context, { params }) => {
      await dropArticle(context, params.id);
      return { body: undefined };
    },
    submitArticle: async (context, { params }) => readArticle(context, await decideArticle(context, params.id, 'submit')),
    publishArticle: async (context, { params }) => readArticle(context, await decideArticle(context, params.id, 'publish')),
    withdrawArticle: async (context, { params }) => readArticle(context, await decideArticle(context, params.id, 'withdraw')),
    giveFeedback: async (context, { params, body }) => {
      await giveFeedback(context, params.id, body);
      return { body: undefined };
    },
    listArticleRevisions: async (context, { params, query }) => ({
      body: await listRevisions(context, await idOf(context, params.id), query),
    }),
    getArticleRevision: async (context, { params }) => {
      const revision = await findRevision(context.db, await idOf(context, params.id), Number(params.number));
      if (!revision) throw problem('revision_not_found');
      return { body: revision };
    },
    restoreArticleRevision: async (context, { params }) =>
      readArticle(context, await restoreRevision(context, params.id, Number(params.number))),
    uploadArticleFile: async (context, { params, query, upload }) => {
      const file = await keepFile(context, params.id, query.name, upload);
      return { body: file, location: `/api/v1/articles/${params.id}/files/${file.id}` };
    },
    downloadArticleFile: (context, { params }) => downloadFile(context, params.id, params.file_id),
    deleteArticleFile: async (context, { params }) => {
      await dropFile(context, params.id, params.file_id);
      return { body: undefined };
    },
    listArticleFeedback: async (context, { params, query }) => ({
      body: await listFeedback(context, await idOf(context, params.id), query),
    }),
    listArticleCategories: async (context) => ({ body: { items: await listCategories(context.db, readerOf(context)) } }),
    createArticleCategory: async (context, { body }) => {
      const category = await createCategory(context, body);
      return { body: category, location: `/api/v1/article-categories/${category.id}` };
    },
    replaceArticleCategory: async (context, { params, body }) => ({ body: await replaceCategory(context, params.id, body) }),
    deleteArticleCategory: async (context, { params }) => {
      await dropCategory(context, params.id);
      return { body: undefined };
    },
    listMissedSearches: async (context, { query }) => ({ body: await listMissed(context, query) }),
    deleteMissedSearch: async (context, { params }) => {
      await context.db.transaction(async (tx) => {
        if (!(await deleteMissed(tx, params.id))) throw problem('missed_search_not_found');
      });
      return { body: undefined };
    },
  },
});
