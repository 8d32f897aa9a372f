import type { ArticleChanges, ArticleDetails, ArticleLocale, NewArticle } from '@kabinet/contracts/knowledge/resources';

interface TextValues {
  readonly title: string;
  readonly body: string;
}

/** The fields of the form; what may be missing is empty. */
export interface ArticleValues {
  readonly texts: Readonly<Record<ArticleLocale, TextValues>>;
  readonly original: ArticleLocale;
  readonly slug: string;
  readonly category_id: string;
  readonly product_ids: string[];
  readonly versions: string;
  readonly audience: ArticleDetails['audience'];
  readonly note: string;
  readonly is_minor: boolean;
}

const NOTHING: TextValues = { title: '', body: '' };
const LOCALES = ['ru', 'en'] as const;

export const noArticle: ArticleValues = {
  texts: { ru: NOTHING, en: NOTHING },
  original: 'ru',
  slug: '',
  category_id: '',
  product_ids: [],
  versions: '',
  audience: 'public',
  note: '',
  is_minor: false,
};

export function valuesOf({ slug, category, product_ids, versions, audience, editing }: ArticleDetails): ArticleValues {
  const { ru = NOTHING, en = NOTHING } = editing?.texts ?? {};
  const chosen = { category_id: category?.id ?? '', product_ids, versions: versions ?? '', audience };
  return { ...noArticle, texts: { ru, en }, original: editing?.original ?? 'ru', slug, ...chosen };
}

export function newArticleOf(values: ArticleValues): NewArticle {
  const written = LOCALES.filter((locale) => isWritten(values.texts[locale]));
  return {
    ...particularsOf(values),
    ...(values.slug === '' ? {} : { slug: values.slug }),
    texts: Object.fromEntries(written.map((locale) => [locale, values.texts[locale]])),
  };
}

/** What is other than before: a translation that is not sent is taken to be behind its original. */
export function changesOf(values: ArticleValues, before: ArticleValues): ArticleChanges {
  const texts = Object.fromEntries(LOCALES.flatMap((locale) => changeOf(locale, values, before)));
  return {
    ...particularsOf(values),
    slug: values.slug,
    is_minor: values.is_minor,
    ...(Object.keys(texts).length === 0 ? {} : { texts }),
  };
}

function changeOf(locale: ArticleLocale, { texts }: ArticleValues, before: ArticleValues): [ArticleLocale, TextValues | null][] {
  const [now, then] = [texts[locale], before.texts[locale]];
  if (now.title === then.title && now.body === then.body) return [];
  return [[locale, isWritten(now) ? now : null]];
}

function isWritten({ title, body }: TextValues): boolean {
  return title.trim() !== '' || body.trim() !== '';
}

function particularsOf({ original, category_id, product_ids, versions, audience, note }: ArticleValues) {
  return {
    original,
    product_ids,
    audience,
    category_id: category_id === '' ? null : category_id,
    versions: versions.trim() === '' ? null : versions.trim(),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  };
}
