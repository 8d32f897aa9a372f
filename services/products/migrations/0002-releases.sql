-- Versions of products. What they are made of was checked by artifacts, which found them; from their publication they do not change.
create table release (
  id uuid primary key,
  product_id uuid not null references product (id),
  version text not null,
  -- Unknown of a release whose manifest could not be read.
  kind text check (kind in ('major', 'update', 'hotfix', 'security')),
  channel text check (channel in ('stable', 'beta', 'lts')),
  status text not null check (status in ('held', 'scheduled', 'published', 'recalled')),
  released_at timestamptz,
  recalled_at timestamptz,
  recall_reason text,
  notes jsonb,
  fixes jsonb not null default '[]',
  artifacts jsonb not null default '[]',
  -- Why it is held, or what changed in the bucket after it was accepted.
  faults jsonb not null default '[]',
  -- The version of the artifacts' event that was applied last, and of the one that the contents come from.
  seen_version bigint not null,
  found_version bigint,
  revision bigint not null default 1,
  -- What lists are sorted by: the date, and for what has none the time when it was found.
  listed_at timestamptz not null generated always as (coalesce(released_at, created_at)) stored,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (status = 'held' or (kind is not null and channel is not null and released_at is not null and notes is not null and found_version is not null))
);
create unique index release_version on release (product_id, version);
create index release_listed on release (listed_at, id);
create index release_created on release (created_at, id);
create index release_product_listed on release (product_id, listed_at, id);
create index release_product_created on release (product_id, created_at, id);
create index release_due on release (released_at) where status = 'scheduled';
select share_table('release');
