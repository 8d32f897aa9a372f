/** What happens to articles, as the audit log tells it. */
export const knowledgeActions = {
  article: {
    created: 'Статья начата',
    changed: 'Статья изменена',
    submitted: 'Статья отправлена на проверку',
    published: 'Статья опубликована',
    withdrawn: 'Статья снята с публикации',
    deleted: 'Статья удалена',
    file_added: 'К статье добавлен файл',
    file_deleted: 'Файл статьи удалён',
  },
  article_category: { changed: 'Раздел статей изменён' },
} as const;

/** What an article has. */
export const articleFields = {
  audience: 'Читатели',
  category_id: 'Раздел',
  product_ids: 'Продукты',
  locales: 'Языки',
  revision: 'Редакция',
  published_revision: 'Опубликованная редакция',
  title: 'Заголовок',
  file: 'Файл',
  slug: 'Имя в адресах',
  description: 'Описание',
} as const;
