-- Organizations: legal entities in trees of any depth. The tree itself (nodes and closure) is the platform's.
create table organization (
  id uuid primary key,
  -- A tenant table like any other: an organization belongs to itself.
  organization_id uuid not null generated always as (id) stored,
  root_id uuid not null,
  parent_id uuid references organization (id),
  name text not null,
  full_name text,
  inn text not null,
  kpp text,
  ogrn text,
  kind text not null check (kind in ('customer', 'branch', 'partner', 'vendor')),
  status text not null default 'active' check (status in ('active', 'closing', 'closed')),
  -- Made or checked by the vendor. Only such organizations receive purchases by their INN and KPP: an owner who enters
  -- somebody else's INN below their own tree must neither catch that client's purchases nor learn that it exists.
  confirmed boolean not null,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index organization_confirmed_requisites on organization (inn, kpp) nulls not distinct where confirmed and status <> 'closed';
create unique index organization_tree_requisites on organization (root_id, inn, kpp) nulls not distinct where status <> 'closed';
create index organization_parent on organization (parent_id);
create index organization_root_name on organization (root_id, name, id);
create index organization_root_inn on organization (root_id, inn, id);
create index organization_root_created on organization (root_id, created_at, id);
create index organization_name on organization (name, id);
create index organization_created on organization (created_at, id);
create index organization_name_words on organization using gin (name public.gin_trgm_ops, full_name public.gin_trgm_ops);
create index organization_inn_prefix on organization (inn text_pattern_ops);
select protect_tenant_table('organization');

-- People whom the ERP named for an organization. Staff and services only.
create table organization_contact (
  id uuid primary key,
  organization_id uuid not null references organization (id),
  email text not null,
  name text not null,
  -- The contact of the purchase that made the organization: invited as its owner.
  founding boolean not null,
  created_at timestamptz not null
);
create unique index organization_contact_email on organization_contact (organization_id, lower(email));
select hide_table('organization_contact');
