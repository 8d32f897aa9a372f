/** What happens to articles, as the audit log tells it. */
export const knowledgeActions = {
  article: {
    created: 'Article begun',
    changed: 'Article changed',
    submitted: 'Article sent for review',
    published: 'Article published',
    withdrawn: 'Article withdrawn',
    deleted: 'Article deleted',
    file_added: 'File added to an article',
    file_deleted: 'File of an article deleted',
  },
  article_category: { changed: 'Category of articles changed' },
} as const;

/** What an article has. */
export const articleFields = {
  audience: 'Readers',
  category_id: 'Category',
  product_ids: 'Products',
  locales: 'Languages',
  revision: 'Revision',
  published_revision: 'Published revision',
  title: 'Title',
  file: 'File',
  slug: 'Name in addresses',
  description: 'Description',
} as const;
