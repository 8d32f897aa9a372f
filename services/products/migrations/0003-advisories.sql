-- Security advisories: CSAF documents that staff and product teams hand in. They belong to no organization; who may see one
-- follows from its TLP and from what an organization holds.
create table advisory (
  id uuid primary key,
  -- From tracking.id (CSAF 2.0, 5.1): what makes two documents versions of the same advisory.
  file_name text not null unique,
  tracking_id text not null,
  publisher_namespace text not null,
  title text not null,
  tlp text check (tlp in ('WHITE', 'GREEN', 'AMBER', 'RED')),
  score double precision,
  severity text not null check (severity in ('critical', 'high', 'medium', 'low', 'none')),
  cves text[] not null,
  status text not null check (status in ('draft', 'published', 'withdrawn')),
  withdrawal_reason text,
  document_status text not null check (document_status in ('draft', 'interim', 'final')),
  document_version text not null,
  -- The reception in force.
  revision int not null,
  released_at timestamptz not null,
  revised_at timestamptz not null,
  published_at timestamptz,
  -- Products of the document that are none of the portal's: [{ product_id, name }].
  unmatched jsonb not null,
  -- Everything that `q` looks in, a line each.
  search text not null,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index advisory_revised on advisory (revised_at, id);
create index advisory_score on advisory (((coalesce(score, 0) * 10)::bigint), id);
create index advisory_created on advisory (created_at, id);
create index advisory_cves on advisory using gin (cves);
create index advisory_search on advisory using gin (search public.gin_trgm_ops);
-- What the public provider lists.
create index advisory_public on advisory (revised_at, id) where status = 'published' and tlp = 'WHITE';
select share_table('advisory');

-- Every reception of a document, as it came: text, so that its hashes stay what they were.
create table advisory_revision (
  advisory_id uuid not null references advisory (id),
  number int not null,
  document text not null,
  -- What pages show of it, with the portal's products in place of the document's.
  contents jsonb not null,
  document_version text not null,
  document_status text not null check (document_status in ('draft', 'interim', 'final')),
  sha256 text not null,
  source text not null check (source in ('api', 'bucket')),
  received_at timestamptz not null,
  primary key (advisory_id, number)
);
select share_table('advisory_revision');

-- The products of the reception in force, with a statement per vulnerability: [{ affected, fixed, not_affected, under_investigation }].
create table advisory_product (
  advisory_id uuid not null references advisory (id),
  product_id uuid not null references product (id),
  statements jsonb not null,
  primary key (advisory_id, product_id)
);
create index advisory_product_product on advisory_product (product_id, advisory_id);
select share_table('advisory_product');

-- What organizations hold, from the events of licences: whom an advisory concerns.
create table holding (
  id uuid primary key,
  organization_id uuid not null,
  root_id uuid not null,
  product_id uuid not null,
  -- The versions that the licence covers; null: all.
  versions text,
  quantity bigint not null,
  valid_from date not null,
  decision text not null,
  version bigint not null
);
create index holding_root on holding (root_id, product_id);
create index holding_organization on holding (organization_id, product_id);
select protect_tenant_table('holding');
