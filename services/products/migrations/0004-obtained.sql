-- Which versions organizations have downloaded: what they can be running, once or ever.
create table obtained (
  id uuid primary key,
  organization_id uuid not null,
  root_id uuid not null,
  product_id uuid not null,
  -- As the release names it.
  version text not null
);
create unique index obtained_once on obtained (organization_id, product_id, version);
create index obtained_root on obtained (root_id, product_id);
select protect_tenant_table('obtained');
