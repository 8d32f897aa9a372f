-- What customers read about their software. Articles belong to no organization: who may read one follows from its audience and from what
-- organizations hold.
create table category (
  id uuid primary key,
  slug text not null unique,
  name jsonb not null,
  -- Lower ones stand first.
  position int not null,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
select share_table('category');

create table article (
  id uuid primary key,
  status text not null check (status in ('draft', 'review', 'published')),
  -- The newest contents, and those that customers read: null while they read none.
  revision int not null,
  published_revision int,
  published_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
select hide_table('article');

-- Every name that an article has or had in addresses: bookmarks keep leading there.
create table article_slug (
  slug text primary key,
  article_id uuid not null references article (id) on delete cascade
);
create index article_slug_article on article_slug (article_id);
select share_table('article_slug');

-- What an article was at any time; rows never change.
create table article_revision (
  article_id uuid not null references article (id) on delete cascade,
  number int not null,
  id uuid not null,
  contents jsonb not null,
  note text,
  author_id uuid,
  author_name text,
  created_at timestamptz not null,
  primary key (article_id, number)
);
create index article_revision_created on article_revision (article_id, created_at, id);
select hide_table('article_revision');

-- What people read and find of an article: a row as staff see it (`head`), and one as customers do (`published`). Made from the
-- revisions, and of both languages, so that a search looks at one row.
create table shown_article (
  id uuid not null references article (id) on delete cascade,
  stage text not null check (stage in ('head', 'published')),
  slug text not null,
  status text not null check (status in ('draft', 'review', 'published')),
  audience text not null check (audience in ('public', 'holders', 'staff')),
  category_id uuid references category (id) on delete set null,
  product_ids uuid[] not null,
  versions text,
  original text not null check (original in ('ru', 'en')),
  -- By language: { title, body, is_outdated }, and its words without the signs of Markdown.
  texts jsonb not null,
  plain jsonb not null,
  -- The title in the language, or in the other one.
  title_ru text not null,
  title_en text not null,
  -- The files that the texts name.
  file_names text[] not null,
  -- Titles weigh A, headings B, the rest D. One configuration does for both languages: of `russian` words in Latin letters are English.
  search tsvector not null,
  -- The parts of it that say most, small enough to be looked at often.
  title_search tsvector not null,
  heading_search tsvector not null,
  published_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (id, stage)
);
create index shown_article_search on shown_article using gin (search);
create index shown_article_title_search on shown_article using gin (title_search);
create index shown_article_heading_search on shown_article using gin (heading_search);
create index shown_article_products on shown_article using gin (product_ids);
create index shown_article_updated on shown_article (stage, updated_at, id);
create index shown_article_created on shown_article (stage, created_at, id);
create index shown_article_title_ru on shown_article (stage, title_ru, id);
create index shown_article_title_en on shown_article (stage, title_en, id);
create index shown_article_category on shown_article (category_id);
-- Whoever may read what is decided by the query alone: behind any policy but `true`, `@@` would lose its index.
select share_table('shown_article');

create table article_file (
  id uuid primary key,
  article_id uuid not null references article (id) on delete cascade,
  name text not null,
  size bigint not null,
  sha256 text not null,
  object_key text not null,
  created_at timestamptz not null,
  unique (article_id, name)
);
select share_table('article_file');

-- What a person thinks of an article; they may change their mind.
create table feedback (
  id uuid primary key,
  article_id uuid not null references article (id) on delete cascade,
  user_id uuid not null,
  helpful boolean not null,
  comment text,
  locale text not null check (locale in ('ru', 'en')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (article_id, user_id)
);
create index feedback_updated on feedback (article_id, updated_at, id);
select hide_table('feedback');

-- The words of all articles with what morphology leaves of them: misspelt ones are corrected by it.
create table vocabulary (
  word text primary key,
  stem text not null
);
create index vocabulary_stem on vocabulary (stem);
create index vocabulary_near on vocabulary using gin (word public.gin_trgm_ops);
create index vocabulary_prefix on vocabulary (word text_pattern_ops);
select share_table('vocabulary');

-- What customers searched for and did not find.
create table missed_search (
  id uuid primary key,
  query text not null unique,
  times bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null
);
create index missed_search_times on missed_search (times, id);
create index missed_search_last on missed_search (last_at, id);
select hide_table('missed_search');

-- What articles may be about, from events.
create table product (
  id uuid primary key,
  slug text not null,
  name jsonb not null,
  version bigint not null
);
select share_table('product');

-- What organizations hold, from the events of licences: see the table of the same name of products.
create table holding (
  id uuid primary key,
  organization_id uuid not null,
  root_id uuid not null,
  product_id uuid not null,
  quantity bigint not null,
  valid_from date not null,
  decision text not null,
  version bigint not null
);
create index holding_root on holding (root_id, product_id);
create index holding_organization on holding (organization_id, product_id);
select protect_tenant_table('holding');
