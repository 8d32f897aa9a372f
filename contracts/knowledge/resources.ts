import { closed, Instant, LocalizedText, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';

export const ArticleLocale = Type.Enum(['ru', 'en']);
export type ArticleLocale = Static<typeof ArticleLocale>;

/** `draft` is being written, `review` waits for somebody who publishes it, `published` is what customers read. */
export const ArticleStatus = Type.Enum(['draft', 'review', 'published']);
export type ArticleStatus = Static<typeof ArticleStatus>;

/** Who may read it once it is published: every customer, those who hold one of its products, or the vendor's own people only. */
export const Audience = Type.Enum(['public', 'holders', 'staff']);
export type Audience = Static<typeof Audience>;

/** The name in addresses: it may change, and those that it had lead to the article for ever. Never a UUID, as articles are addressed by both. */
const Slug = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '^(?![0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$)[a-z0-9]+(-[a-z0-9]+)*$',
  title: 'slug',
});
/** An article's id or any name that it ever had, as a path parameter. */
export const ArticleRef = Type.String({ pattern: '^[0-9A-Za-z-]{1,100}$' });

const Title = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', title: 'not_blank' });
/** Characters of Markdown. */
const BODY_LIMIT = 200_000;
/** An article in one language; the body is Markdown (GitHub's flavour: tables and callouts). */
export const ArticleText = closed({
  title: Title,
  body: Type.String({ minLength: 1, maxLength: BODY_LIMIT, pattern: '\\S', title: 'not_blank' }),
});
export type ArticleText = Static<typeof ArticleText>;

export const CategoryRef = closed({ id: Uuid, slug: Type.String(), name: LocalizedText });

/** A piece of what was found, marked where words were asked for. */
const Snippet = Type.Array(closed({ text: Type.String(), marked: Type.Boolean() }));
export type Snippet = Static<typeof Snippet>;

/** Versions of its products that it is about, as `1.x` or `>=1.0|<1.8.1`. */
const Versions = Type.String({ minLength: 1, maxLength: 200 });

const articleFields = {
  id: Uuid,
  slug: Type.String(),
  title: Type.String(),
  body: Type.String(),
  /** The language of title and body: the reader's, or the other one where the article has but that. */
  locale: ArticleLocale,
  locales: Type.Array(ArticleLocale),
  category: nullable(CategoryRef),
  product_ids: Type.Array(Uuid),
  versions: nullable(Type.String()),
  audience: Audience,
  status: ArticleStatus,
  /** Null while customers see none of it. */
  published_at: nullable(Instant),
  created_at: Instant,
  updated_at: Instant,
};

export const Article = closed({
  ...articleFields,
  /** Null unless something was searched for. */
  snippet: nullable(Snippet),
  /** The language of the snippet: not that of the title where only the translation has what was searched for. */
  snippet_locale: nullable(ArticleLocale),
});
export type Article = Static<typeof Article>;

/** What became of the search: `some_words` when nothing has all of the words; `corrected` is what was looked for in place of what was typed. */
export const SearchOutcome = closed({ matched: Type.Enum(['every_word', 'some_words', 'nothing']), corrected: nullable(Type.String()) });
export type SearchOutcome = Static<typeof SearchOutcome>;

export const ArticleFile = closed({ id: Uuid, name: Type.String(), size: Type.Integer(), sha256: Type.String(), created_at: Instant });
export type ArticleFile = Static<typeof ArticleFile>;

/** What somebody thinks of an article. */
export const FeedbackGiven = closed({ helpful: Type.Boolean(), comment: nullable(Type.String({ minLength: 1, maxLength: 2000 })) });
export type FeedbackGiven = Static<typeof FeedbackGiven>;

/** What only the vendor's people see of an article. */
const Editing = closed({
  /** The language that it is written in first; the other one translates it. */
  original: ArticleLocale,
  texts: closed({ ru: Type.Optional(ArticleText), en: Type.Optional(ArticleText) }),
  /** The number of the newest contents, and of those that customers read. */
  revision: Type.Integer(),
  published_revision: nullable(Type.Integer()),
  feedback: closed({ helpful: Type.Integer(), unhelpful: Type.Integer() }),
});

export const ArticleDetails = closed({
  ...articleFields,
  /** The original was changed after this translation of it. */
  is_outdated: Type.Boolean(),
  /** Those that the texts name; to the vendor's people all of them. */
  files: Type.Array(ArticleFile),
  related: Type.Array(closed({ id: Uuid, slug: Type.String(), title: Type.String() })),
  my_feedback: nullable(FeedbackGiven),
  editing: nullable(Editing),
});
export type ArticleDetails = Static<typeof ArticleDetails>;

const contents = {
  slug: Type.Optional(Slug),
  category_id: Type.Optional(nullable(Uuid)),
  product_ids: Type.Optional(Type.Array(Uuid, { maxItems: 50, uniqueItems: true })),
  versions: Type.Optional(nullable(Versions)),
  audience: Type.Optional(Audience),
  original: Type.Optional(ArticleLocale),
  /** What was changed, in words for the history. */
  note: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
};

/** Without `slug` it is made of the title; `original` is Russian unless there is no Russian text. */
export const NewArticle = closed({ ...contents, texts: closed({ ru: Type.Optional(ArticleText), en: Type.Optional(ArticleText) }) });
export type NewArticle = Static<typeof NewArticle>;

/** Each member given replaces the whole of what it names, and null takes a translation away. `is_minor`: the translation stays current. */
export const ArticleChanges = Type.Partial(
  closed({
    ...contents,
    texts: closed({ ru: Type.Optional(nullable(ArticleText)), en: Type.Optional(nullable(ArticleText)) }),
    is_minor: Type.Boolean(),
  }),
  { additionalProperties: false, minProperties: 1 },
);
export type ArticleChanges = Static<typeof ArticleChanges>;

/** An article's contents at one time, as histories list them. */
export const ArticleRevision = closed({
  number: Type.Integer({ minimum: 1 }),
  note: nullable(Type.String()),
  author: nullable(closed({ id: Uuid, name: Type.String() })),
  is_published: Type.Boolean(),
  created_at: Instant,
});
export type ArticleRevision = Static<typeof ArticleRevision>;

/** What a revision holds. A translation keeps the number of the original's text that it translates. */
export const ArticleContents = closed({
  slug: Type.String(),
  category_id: nullable(Uuid),
  product_ids: Type.Array(Uuid),
  versions: nullable(Type.String()),
  audience: Audience,
  original: ArticleLocale,
  texts: closed({
    ru: Type.Optional(closed({ ...ArticleText.properties, of: Type.Integer() })),
    en: Type.Optional(closed({ ...ArticleText.properties, of: Type.Integer() })),
  }),
});
export type ArticleContents = Static<typeof ArticleContents>;

export const ArticleRevisionDetails = closed({ ...ArticleRevision.properties, contents: ArticleContents });
export type ArticleRevisionDetails = Static<typeof ArticleRevisionDetails>;

/** `articles` counts those that the reader may see. */
export const Category = closed({
  ...CategoryRef.properties,
  position: Type.Integer(),
  articles: Type.Integer(),
  created_at: Instant,
  updated_at: Instant,
});
export type Category = Static<typeof Category>;

export const NewCategory = closed({ slug: Slug, name: LocalizedText, position: Type.Integer({ minimum: 0, maximum: 10_000 }) });
export type NewCategory = Static<typeof NewCategory>;

/** What was said of an article, by whom is not told. */
export const Feedback = closed({
  id: Uuid,
  helpful: Type.Boolean(),
  comment: nullable(Type.String()),
  locale: ArticleLocale,
  created_at: Instant,
  updated_at: Instant,
});
export type Feedback = Static<typeof Feedback>;

/** What customers searched for and did not find. */
export const MissedSearch = closed({ id: Uuid, query: Type.String(), times: Type.Integer(), first_at: Instant, last_at: Instant });
export type MissedSearch = Static<typeof MissedSearch>;

/** What every event of an article carries: facts, no texts. */
export const ArticleState = closed({
  id: Uuid,
  slug: Type.String(),
  title: Type.String(),
  status: ArticleStatus,
  audience: Audience,
  category_id: nullable(Uuid),
  product_ids: Type.Array(Uuid),
  versions: nullable(Type.String()),
  locales: Type.Array(ArticleLocale),
  revision: Type.Integer(),
  published_revision: nullable(Type.Integer()),
});
export type ArticleState = Static<typeof ArticleState>;
