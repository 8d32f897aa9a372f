import type { ArticleLocale, ArticleText } from '@kabinet/contracts/knowledge/resources';
import { parse, stringify } from 'yaml';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A folder of articles as Git keeps them: `categories.yaml`, and a folder per article, named after it, with `ru.md` and `en.md` and the
 * files that these show. The front matter of the original's language says everything; a translation's says its title.
 */
export const CATEGORIES_FILE = 'categories.yaml';

export interface FolderCategory {
  readonly slug: string;
  readonly name: { readonly ru: string; readonly en: string };
}

export interface FolderArticle {
  readonly slug: string;
  readonly original: ArticleLocale;
  readonly texts: Partial<Record<ArticleLocale, ArticleText>>;
  readonly category: string | null;
  /** Slugs. */
  readonly products: readonly string[];
  readonly versions: string | null;
  readonly audience: string;
  readonly status: string;
  /** The names of the files beside the texts. */
  readonly files: readonly string[];
}

/** Why a folder is no article. */
export class FolderFault extends Error {}

const LOCALES = ['ru', 'en'] as const;

export async function readCategories(directory: string): Promise<FolderCategory[]> {
  const text = await readFile(join(directory, CATEGORIES_FILE), 'utf8').catch(() => '[]');
  const categories: unknown = parse(text);
  if (!Array.isArray(categories)) throw new FolderFault(`${CATEGORIES_FILE} is no list of categories`);
  return categories as FolderCategory[];
}

/** The folders of articles, by name. */
export async function listArticleFolders(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .toSorted();
}

/** Reads one article. Throws `FolderFault`. */
export async function readArticleFolder(directory: string, slug: string): Promise<FolderArticle> {
  const names = (await readdir(join(directory, slug), { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);
  const read = new Map<ArticleLocale, { matter: Matter; body: string }>();
  for (const locale of LOCALES) {
    if (names.includes(`${locale}.md`)) read.set(locale, parseText(await readFile(join(directory, slug, `${locale}.md`), 'utf8'), locale));
  }
  const original = originalOf(read);
  const matter: Matter = read.get(original)?.matter ?? {};
  const texts = Object.fromEntries(
    [...read].map(
      ([
        locale,
        {
          matter: { title = '' },
          body,
        },
      ]) => [locale, { title, body }],
    ),
  );
  const files = names.filter((name) => !name.startsWith('.') && !/^(ru|en)\.md$/.test(name)).toSorted();
  const { category = null, products = [], versions = null, audience = 'public', status = 'draft' } = matter;
  return { slug, original, texts, category, products, versions, audience, status, files };
}

interface Matter {
  readonly title?: string;
  readonly category?: string | null;
  readonly products?: readonly string[];
  readonly versions?: string | null;
  readonly audience?: string;
  readonly status?: string;
}

/** The language that says more than its title. */
function originalOf(read: ReadonlyMap<ArticleLocale, { matter: Matter }>): ArticleLocale {
  if (read.size === 0) throw new FolderFault('neither ru.md nor en.md');
  const telling = LOCALES.find((locale) => Object.keys(read.get(locale)?.matter ?? {}).length > 1);
  return telling ?? (read.has('ru') ? 'ru' : 'en');
}

function parseText(file: string, locale: ArticleLocale): { matter: Matter; body: string } {
  const [, front, body] = /^---\r?\n(.*?)\r?\n---\r?\n(.*)$/s.exec(file) ?? [];
  if (front === undefined || body === undefined) throw new FolderFault(`${locale}.md has no front matter between lines of ---`);
  const matter: unknown = parse(front);
  const isMatter = typeof matter === 'object' && matter !== null && 'title' in matter && typeof matter.title === 'string';
  if (!isMatter) throw new FolderFault(`the front matter of ${locale}.md has no title`);
  return { matter: matter as Matter, body };
}

/** The files of an article's texts by their names, as `readArticleFolder` reads them. */
export function writeTexts(article: Omit<FolderArticle, 'files'>): Map<string, string> {
  const { slug: _, original, texts, ...particulars } = article;
  return new Map(
    LOCALES.flatMap((locale) => {
      const text = texts[locale];
      if (!text) return [];
      const matter = { title: text.title, ...(locale === original ? particulars : {}) };
      return [[`${locale}.md`, `---\n${stringify(matter)}---\n${text.body}`] as const];
    }),
  );
}
