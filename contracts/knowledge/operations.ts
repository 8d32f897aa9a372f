import { operation } from '@kabinet/contract';
import { anyOf, closed, listQuery, page, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import {
  Article,
  ArticleChanges,
  ArticleDetails,
  ArticleLocale,
  ArticleRef,
  ArticleStatus,
  Audience,
  FeedbackGiven,
  NewArticle,
  SearchOutcome,
} from './resources.ts';

const params = closed({ id: ArticleRef });
const article = { of: 'article', param: 'id' } as const;
export const readsArticle = { kind: 'permission', permission: 'knowledge.read', resource: article } as const;
export const managesArticle = {
  kind: 'permission',
  permission: 'articles.manage',
  known_by: 'knowledge.read',
  resource: article,
} as const;

/** Bytes: two texts of the largest size in Cyrillic. */
const body_limit = 1024 * 1024;
const about = {
  product_id: anyOf(Uuid),
  /** Those that are about this version of one of the products, or about all of them. */
  version: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
};
const inLocale = closed({ locale: Type.Optional(ArticleLocale) });
const wrongContents = ['slug_taken'] as const;

export const articleOperations = {
  listArticles: operation({
    summary:
      'List and search articles of the knowledge base: what is searched for comes in the order in which it fits, unless another is asked for',
    method: 'GET',
    path: '/articles',
    access: { kind: 'permission', permission: 'knowledge.read' },
    query: listQuery(['title', 'updated_at', 'created_at'], {
      ...about,
      category_id: anyOf(Uuid),
      status: anyOf(ArticleStatus),
      audience: anyOf(Audience),
    }),
    ok: { status: 200, body: closed({ ...page(Article).properties, search: Type.Union([SearchOutcome, Type.Null()]) }) },
    problems: [],
  }),
  suggestArticles: operation({
    summary: 'Find articles that may answer a question while it is being written',
    method: 'GET',
    path: '/article-suggestions',
    access: { kind: 'permission', permission: 'knowledge.read' },
    query: closed({ q: Type.String({ minLength: 1, maxLength: 500 }), ...about }),
    ok: { status: 200, body: closed({ items: Type.Array(Article) }) },
    problems: [],
  }),
  createArticle: operation({
    summary: 'Write an article: a draft',
    method: 'POST',
    path: '/articles',
    access: { kind: 'permission', permission: 'articles.manage', vendor_wide: true },
    body: NewArticle,
    body_limit,
    ok: { status: 201, body: ArticleDetails },
    problems: wrongContents,
    idempotency: 'honoured',
  }),
  getArticle: operation({
    summary: 'Read an article by its id or a name that it has or had',
    method: 'GET',
    path: '/articles/{id}',
    access: readsArticle,
    params,
    query: inLocale,
    ok: { status: 200, body: ArticleDetails },
    problems: ['article_not_found'],
  }),
  changeArticle: operation({
    summary: 'Change an article: customers go on reading what is published until the change is',
    method: 'PATCH',
    path: '/articles/{id}',
    access: managesArticle,
    params,
    body: ArticleChanges,
    body_limit,
    ok: { status: 200, body: ArticleDetails },
    problems: ['article_not_found', ...wrongContents],
    if_match: 'required',
  }),
  deleteArticle: operation({
    summary: 'Delete an article that customers do not see, with its history',
    method: 'DELETE',
    path: '/articles/{id}',
    access: managesArticle,
    params,
    ok: { status: 204 },
    problems: ['article_not_found', 'article_published'],
    if_match: 'required',
  }),
  submitArticle: operation({
    summary: 'Ask for an article to be published',
    method: 'POST',
    path: '/articles/{id}/submit',
    access: managesArticle,
    params,
    ok: { status: 200, body: ArticleDetails },
    problems: ['article_not_found', 'article_not_draft'],
    idempotency: 'honoured',
  }),
  publishArticle: operation({
    summary: 'Show the newest contents of an article to customers',
    method: 'POST',
    path: '/articles/{id}/publish',
    access: managesArticle,
    params,
    ok: { status: 200, body: ArticleDetails },
    problems: ['article_not_found', 'article_already_published'],
    idempotency: 'honoured',
  }),
  withdrawArticle: operation({
    summary: 'Take an article back: customers see it no more',
    method: 'POST',
    path: '/articles/{id}/withdraw',
    access: managesArticle,
    params,
    ok: { status: 200, body: ArticleDetails },
    problems: ['article_not_found', 'article_not_published'],
    idempotency: 'honoured',
  }),
  giveFeedback: operation({
    summary: 'Say whether an article was helpful; what was said before is replaced',
    method: 'PUT',
    path: '/articles/{id}/feedback',
    access: readsArticle,
    params,
    body: FeedbackGiven,
    ok: { status: 204 },
    problems: ['article_not_found', 'nobody_to_ask'],
    idempotency: 'none',
    repeatable: true,
  }),
} as const;
