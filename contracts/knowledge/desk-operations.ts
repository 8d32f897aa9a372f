import { operation } from '@kabinet/contract';
import { closed, listQuery, page, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { managesArticle, readsArticle } from './operations.ts';
import {
  ArticleDetails,
  ArticleFile,
  ArticleRef,
  ArticleRevision,
  ArticleRevisionDetails,
  Category,
  Feedback,
  MissedSearch,
  NewCategory,
} from './resources.ts';

const params = closed({ id: ArticleRef });
const ofRevision = closed({ id: ArticleRef, number: Type.String({ pattern: '^[1-9]\\d{0,8}$' }) });
const ofFile = closed({ id: ArticleRef, file_id: Uuid });
const ofCategory = closed({ id: Uuid });
const manages = { kind: 'permission', permission: 'articles.manage', vendor_wide: true } as const;
/** Bytes of a picture or another file of an article. */
const FILE_LIMIT = 20 * 1024 * 1024;

const FileName = Type.String({ minLength: 1, maxLength: 150, pattern: '^[^/\\\\\\s.][^/\\\\]*$', title: 'article_file' });

export const deskOperations = {
  listArticleRevisions: operation({
    summary: 'See what an article was before, newest first',
    method: 'GET',
    path: '/articles/{id}/revisions',
    access: managesArticle,
    params,
    query: listQuery(['created_at'], {}),
    ok: { status: 200, body: page(ArticleRevision) },
    problems: ['article_not_found'],
  }),
  getArticleRevision: operation({
    summary: 'Read what an article was before',
    method: 'GET',
    path: '/articles/{id}/revisions/{number}',
    access: managesArticle,
    params: ofRevision,
    ok: { status: 200, body: ArticleRevisionDetails },
    problems: ['article_not_found', 'revision_not_found'],
  }),
  restoreArticleRevision: operation({
    summary: 'Make the contents of an earlier revision the newest ones',
    method: 'POST',
    path: '/articles/{id}/revisions/{number}/restore',
    access: managesArticle,
    params: ofRevision,
    ok: { status: 200, body: ArticleDetails },
    problems: ['article_not_found', 'revision_not_found'],
    idempotency: 'honoured',
  }),
  uploadArticleFile: operation({
    summary: 'Add a picture or another file, which texts name as they name a file beside them',
    method: 'POST',
    path: '/articles/{id}/files',
    access: managesArticle,
    params,
    query: closed({ name: FileName }),
    upload: { media_types: ['application/octet-stream'] },
    body_limit: FILE_LIMIT,
    ok: { status: 201, body: ArticleFile },
    problems: ['article_not_found', 'file_name_taken', 'too_many_article_files'],
    idempotency: 'none',
  }),
  downloadArticleFile: operation({
    summary: 'Download a file of an article',
    method: 'GET',
    path: '/articles/{id}/files/{file_id}',
    access: readsArticle,
    params: ofFile,
    ok: { status: 200, stream: 'bytes', content_type: 'application/octet-stream' },
    problems: ['article_not_found', 'file_not_found'],
  }),
  deleteArticleFile: operation({
    summary: 'Delete a file that what customers read does not name',
    method: 'DELETE',
    path: '/articles/{id}/files/{file_id}',
    access: managesArticle,
    params: ofFile,
    ok: { status: 204 },
    problems: ['article_not_found', 'file_not_found', 'file_in_use'],
  }),
  listArticleFeedback: operation({
    summary: 'Read what was said of an article',
    method: 'GET',
    path: '/articles/{id}/feedback',
    access: managesArticle,
    params,
    query: listQuery(['updated_at'], { helpful: Type.Optional(Type.Boolean()) }),
    ok: { status: 200, body: page(Feedback) },
    problems: ['article_not_found'],
  }),
  listArticleCategories: operation({
    summary: 'List the categories of articles in their order',
    method: 'GET',
    path: '/article-categories',
    access: { kind: 'permission', permission: 'knowledge.read' },
    ok: { status: 200, body: closed({ items: Type.Array(Category) }) },
    problems: [],
  }),
  createArticleCategory: operation({
    summary: 'Add a category',
    method: 'POST',
    path: '/article-categories',
    access: manages,
    body: NewCategory,
    ok: { status: 201, body: Category },
    problems: ['slug_taken', 'too_many_categories'],
    idempotency: 'honoured',
  }),
  replaceArticleCategory: operation({
    summary: 'Rename or move a category',
    method: 'PUT',
    path: '/article-categories/{id}',
    access: manages,
    params: ofCategory,
    body: NewCategory,
    ok: { status: 200, body: Category },
    problems: ['category_not_found', 'slug_taken'],
  }),
  deleteArticleCategory: operation({
    summary: 'Delete a category: its articles stay, in none',
    method: 'DELETE',
    path: '/article-categories/{id}',
    access: manages,
    params: ofCategory,
    ok: { status: 204 },
    problems: ['category_not_found'],
  }),
  listMissedSearches: operation({
    summary: 'List what customers searched for and did not find',
    method: 'GET',
    path: '/missed-searches',
    access: manages,
    query: listQuery(['times', 'last_at'], {}),
    ok: { status: 200, body: page(MissedSearch) },
    problems: [],
  }),
  deleteMissedSearch: operation({
    summary: 'Strike off what can now be found',
    method: 'DELETE',
    path: '/missed-searches/{id}',
    access: manages,
    params: closed({ id: Uuid }),
    ok: { status: 204 },
    problems: ['missed_search_not_found'],
  }),
} as const;
