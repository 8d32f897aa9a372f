-- Closings of organizations and their previews: what each service has told of its part.
create table closing (
  id uuid primary key,
  organization_id uuid not null references organization (id),
  root_id uuid not null,
  -- Where things go up to; null for a root.
  parent_id uuid,
  -- The organization's version that is closing: who knows an older one has not heard of it yet.
  organization_version bigint not null,
  status text not null check (status in ('weighing', 'weighed', 'closing', 'stuck', 'closed', 'refused', 'cancelled')),
  move_up boolean not null,
  reason text,
  -- Part, status, fault, what is left, and the version of the closing in which the part was asked last.
  parts jsonb not null,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index closing_under_way on closing (organization_id) where status in ('closing', 'stuck');
create index closing_organization on closing (organization_id, created_at, id);
select protect_tenant_table('closing');
-- A move of a large subtree finds its children by their parent, and so does the part of closing that moves them.
create index organization_open_children on organization (parent_id, id) where status <> 'closed';
