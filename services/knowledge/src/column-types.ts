import type { ArticleContents, ArticleLocale, Category } from '@kabinet/contracts/knowledge/resources';
import type { ShownText } from './domain/article.ts';

/** What the JSON columns hold; `tables.ts` is generated with these types. */
export interface ColumnTypes {
  'category.name': Category['name'];
  'product.name': Category['name'];
  'article_revision.contents': ArticleContents;
  'shown_article.texts': Partial<Record<ArticleLocale, ShownText>>;
  'shown_article.plain': Partial<Record<ArticleLocale, string>>;
}
