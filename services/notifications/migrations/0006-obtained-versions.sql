-- Which versions an organization has downloaded, as artifacts tells: who has one is told when it is called back, whatever became of the licence.
create table obtained_version (
  organization_id uuid not null,
  root_id uuid not null,
  product_id uuid not null,
  version text not null,
  primary key (product_id, version, organization_id)
);
select protect_tenant_table('obtained_version');
