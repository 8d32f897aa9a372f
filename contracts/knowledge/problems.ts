import type { ProblemCatalogue, Text } from '@kabinet/problem';

export const knowledgeProblems = {
  article_not_found: { status: 404, title: { ru: 'Статья не найдена', en: 'Article not found' } },
  revision_not_found: { status: 404, title: { ru: 'Такой редакции нет', en: 'No such revision' } },
  file_not_found: { status: 404, title: { ru: 'Файл не найден', en: 'File not found' } },
  category_not_found: { status: 404, title: { ru: 'Раздел не найден', en: 'Category not found' } },
  missed_search_not_found: { status: 404, title: { ru: 'Такого запроса в списке нет', en: 'Not in the list' } },
  slug_taken: {
    status: 409,
    title: { ru: 'Такое имя в адресе уже занято', en: 'The slug is taken' },
    detail: {
      ru: 'Прежние имена остаются за статьями: по ним открывают закладки.',
      en: 'Names that articles had stay theirs: bookmarks lead there.',
    },
  },
  article_not_draft: { status: 409, title: { ru: 'Статья не черновик', en: 'The article is no draft' } },
  article_already_published: { status: 409, title: { ru: 'Это уже опубликовано', en: 'It is published already' } },
  article_not_published: { status: 409, title: { ru: 'Статья не опубликована', en: 'The article is not published' } },
  article_published: {
    status: 409,
    title: { ru: 'Статью видят клиенты', en: 'Customers see the article' },
    detail: { ru: 'Сначала снимите её с публикации.', en: 'Withdraw it first.' },
  },
  file_name_taken: {
    status: 409,
    title: { ru: 'Файл с таким именем уже есть', en: 'A file of this name is there already' },
    detail: {
      ru: 'Прежние редакции ссылаются на него; назовите новый иначе.',
      en: 'Earlier revisions name it; call the new one otherwise.',
    },
  },
  file_in_use: {
    status: 409,
    title: { ru: 'Файл нужен опубликованной статье', en: 'The published article names the file' },
  },
  too_many_article_files: {
    status: 409,
    title: { ru: 'Слишком много файлов', en: 'Too many files' },
    detail: { ru: 'У статьи не больше {limit} {limit:файла|файлов|файлов}.', en: 'An article has at most {limit} {limit:file|files}.' },
  },
  too_many_categories: {
    status: 409,
    title: { ru: 'Слишком много разделов', en: 'Too many categories' },
    detail: { ru: 'Разделов не больше {limit}.', en: 'There are at most {limit} categories.' },
  },
  nobody_to_ask: { status: 403, title: { ru: 'Отзыв оставляет человек', en: 'Feedback is a person’s' } },
} as const satisfies ProblemCatalogue;

export const knowledgeFields = {
  'format.slug': {
    ru: 'строчные латинские буквы и цифры, между ними дефисы, и не UUID',
    en: 'lower-case letters and digits with hyphens between them, and no UUID',
  },
  'format.article_file': { ru: 'имя файла без косой черты, не с точки', en: 'a file name without slashes that does not begin with a dot' },
  original_missing: { ru: 'Нет текста на языке оригинала', en: 'There is no text in the original language' },
  products_needed: { ru: 'Укажите продукты, владельцы которых её увидят', en: 'Name the products whose holders will see it' },
  product_unknown: { ru: 'Такого продукта нет', en: 'No such product' },
  category_unknown: { ru: 'Такого раздела нет', en: 'No such category' },
  versions_unclear: { ru: 'Версии не читаются: 1.x, 1.8.1 или >=1.0|<2.0', en: 'The versions cannot be read: 1.x, 1.8.1 or >=1.0|<2.0' },
} as const satisfies Record<string, Text>;
