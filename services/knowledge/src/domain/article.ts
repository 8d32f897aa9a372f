import type { ArticleChanges, ArticleContents, ArticleLocale, ArticleStatus, NewArticle } from '@kabinet/contracts/knowledge/resources';
import type { FieldFault } from '@kabinet/problem';
import { parseRange } from '@kabinet/version-range';

export const LOCALES: readonly ArticleLocale[] = ['ru', 'en'];

export function otherLocale(locale: ArticleLocale): ArticleLocale {
  return locale === 'ru' ? 'en' : 'ru';
}

/** A text as it is shown. */
export interface ShownText {
  readonly title: string;
  readonly body: string;
  readonly is_outdated: boolean;
}

/** The contents of a new article, but for its name in addresses when none was given. */
export function contentsOf(given: NewArticle, slug: string): ArticleContents {
  const { category_id = null, product_ids = [], versions = null, audience = 'public', texts } = given;
  const original = given.original ?? (texts.ru ? 'ru' : 'en');
  const numbered = Object.fromEntries(Object.entries(texts).map(([locale, text]) => [locale, { ...text, of: 1 }]));
  return { slug, category_id, product_ids, versions, audience, original, texts: numbered };
}

/**
 * The contents after a change, as revision `number`. A translation that is given translates the original as it then is; one that is not
 * falls behind when the original changes, unless that was minor.
 */
export function changedContents(before: ArticleContents, changes: ArticleChanges, number: number): ArticleContents {
  const { texts: given = {}, is_minor: _minor, note: _note, ...members } = changes;
  const original = changes.original ?? before.original;
  const texts: { -readonly [Locale in ArticleLocale]?: ArticleContents['texts'][Locale] } = { ...before.texts };
  const originalText = given[original];
  const kept = before.texts[original]?.of ?? number;
  const of = originalText && !changes.is_minor ? number : kept;
  if (originalText) texts[original] = { ...originalText, of };
  const translation = otherLocale(original);
  const translated = given[translation];
  if (translated === null) delete texts[translation];
  else if (translated) texts[translation] = { ...translated, of };
  if (originalText === null) delete texts[original];
  return { ...before, ...members, original, texts };
}

/** Whether the text of the language translates an earlier original. */
export function isOutdated({ original, texts }: ArticleContents, locale: ArticleLocale): boolean {
  return locale !== original && (texts[locale]?.of ?? 0) < (texts[original]?.of ?? 0);
}

/** What is wrong with contents by themselves. */
export function contentFaults({ original, texts, audience, product_ids, versions }: ArticleContents): FieldFault[] {
  const faults: FieldFault[] = [];
  if (!texts[original]) faults.push({ pointer: `/texts/${original}`, code: 'original_missing' });
  if (audience === 'holders' && product_ids.length === 0) faults.push({ pointer: '/product_ids', code: 'products_needed' });
  if (versions !== null && !parseRange(versions)) faults.push({ pointer: '/versions', code: 'versions_unclear' });
  return faults;
}

type Step = 'submit' | 'publish' | 'withdraw';
type Refusal = 'article_not_draft' | 'article_already_published' | 'article_not_published';
interface Standing {
  readonly status: ArticleStatus;
  readonly isShown: boolean;
}

/** What becomes of an article; `isShown` is whether customers read any of its contents. */
export function decide(step: Step, { status, isShown }: Standing): Standing | { readonly refusal: Refusal } {
  switch (step) {
    case 'submit':
      return status === 'draft' ? { status: 'review', isShown } : { refusal: 'article_not_draft' };
    case 'publish':
      return status === 'published' ? { refusal: 'article_already_published' } : { status: 'published', isShown: true };
    case 'withdraw':
      return isShown ? { status: status === 'published' ? 'draft' : status, isShown: false } : { refusal: 'article_not_published' };
    default:
      return step satisfies never;
  }
}
