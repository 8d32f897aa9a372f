-- What the vendor sells. Products belong to no organization: everyone may read them, staff change them.
create table product (
  id uuid primary key,
  slug text not null,
  name jsonb not null,
  description jsonb,
  -- json, not jsonb: parameters stand in forms and documents in the order in which the vendor wrote them.
  parameters json not null,
  support_levels jsonb not null,
  update_policy text not null check (update_policy in ('always', 'released_within_support', 'while_supported')),
  security_policy text not null check (security_policy in ('always', 'with_updates')),
  status text not null default 'active' check (status in ('active', 'archived')),
  -- Everything that `q` looks in, a line each, so that no match spans two of them.
  search text not null generated always as ((name ->> 'ru') || E'\n' || (name ->> 'en') || E'\n' || slug) stored,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index product_slug on product (slug);
create index product_name_ru on product ((name ->> 'ru'), id);
create index product_name_en on product ((name ->> 'en'), id);
create index product_created on product (created_at, id);
create index product_slug_id on product (slug, id);
create index product_search on product using gin (search public.gin_trgm_ops);
select share_table('product');
