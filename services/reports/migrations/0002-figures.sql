-- The dashboard's figures. They are kept up to date by events, not counted when somebody looks: see docs/adr/0043-figures-follow-events.md.

-- Products as this service knows them, from events: what charts call them.
create table product (
  id uuid primary key,
  slug text not null,
  name jsonb not null,
  version bigint not null
);
select share_table('product');

-- What is counted, one row per licence, certificate and request: which figure each is part of, so that it can leave it again.
create table fact (
  id uuid primary key,
  -- Private requests are counted apart: of them an organization is not told.
  kind text not null check (kind in ('license', 'certificate', 'issue', 'private_issue')),
  organization_id uuid not null,
  root_id uuid not null,
  product_id uuid not null,
  status text not null,
  -- The first day of the month in which a term ends, or a request was opened; null for a term that does not end.
  month date,
  units bigint not null,
  valid_from date,
  valid_until date,
  -- The day on which the status is another by its dates alone; null: never.
  changes_on date,
  version bigint not null
);
create index fact_changes on fact (changes_on, id) where changes_on is not null;
select protect_tenant_table('fact');

-- How many things, and units in them, an organization has of each kind.
create table figure (
  organization_id uuid not null,
  root_id uuid not null,
  kind text not null,
  product_id uuid not null,
  status text not null,
  month date,
  things bigint not null,
  units bigint not null,
  unique nulls not distinct (organization_id, kind, product_id, status, month)
);
create index figure_root on figure (root_id, kind);
select protect_tenant_table('figure');

-- The same of all organizations together. In a few shards: all that happens anywhere changes these rows.
create table vendor_figure (
  shard smallint not null,
  kind text not null,
  product_id uuid not null,
  status text not null,
  month date,
  things bigint not null,
  units bigint not null,
  unique nulls not distinct (shard, kind, product_id, status, month)
);
select hide_table('vendor_figure');
