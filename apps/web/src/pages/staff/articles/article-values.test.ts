import { expect, test } from 'vitest';
import { changesOf, newArticleOf, noArticle } from './article-values.ts';

const ru = { title: 'Порты', body: 'Текст' };
const en = { title: 'Ports', body: 'Text' };

test('of a new article only the languages that are written are sent', () => {
  expect(newArticleOf({ ...noArticle, texts: { ...noArticle.texts, ru } })).toEqual({
    original: 'ru',
    product_ids: [],
    audience: 'public',
    category_id: null,
    versions: null,
    texts: { ru },
  });
});

test('of a change only the texts that are other ones are sent, and an emptied translation is taken away', () => {
  const before = { ...noArticle, texts: { ru, en } };
  expect(changesOf({ ...before, texts: { ru: { ...ru, body: 'Иначе' }, en } }, before).texts).toEqual({ ru: { ...ru, body: 'Иначе' } });
  expect(changesOf({ ...before, texts: { ru, en: { title: '', body: ' ' } } }, before).texts).toEqual({ en: null });
  expect(changesOf(before, before)).not.toHaveProperty('texts');
});
