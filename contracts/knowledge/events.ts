import { defineEvents } from '@kabinet/contract/events';
import { closed, LocalizedText, nullable, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { ArticleState } from './resources.ts';

/** Every event carries the article's whole state, so that followers need no order. Articles belong to no organization. */
export const articleEvents = defineEvents('knowledge', {
  article_created: { type: 'article.created', summary: 'An article was begun', data: ArticleState },
  article_changed: {
    type: 'article.changed',
    summary: 'An article has other contents, which customers do not see yet',
    data: ArticleState,
  },
  article_submitted: { type: 'article.submitted', summary: 'An article waits for being published', data: ArticleState },
  article_published: { type: 'article.published', summary: 'Customers see an article, or its new contents', data: ArticleState },
  article_withdrawn: { type: 'article.withdrawn', summary: 'Customers see an article no more', data: ArticleState },
  article_deleted: { type: 'article.deleted', summary: 'An article is gone, with its history', data: ArticleState },
  article_file_added: {
    type: 'article.file_added',
    summary: 'An article has one more file',
    data: closed({ ...ArticleState.properties, file: Type.String() }),
  },
  article_file_deleted: {
    type: 'article.file_deleted',
    summary: 'A file of an article is gone',
    data: closed({ ...ArticleState.properties, file: Type.String() }),
  },
  article_category_changed: {
    type: 'article_category.changed',
    summary: 'A category of articles is new or called otherwise; without a name it is gone',
    data: closed({ id: Uuid, slug: Type.String(), name: nullable(LocalizedText) }),
  },
});
