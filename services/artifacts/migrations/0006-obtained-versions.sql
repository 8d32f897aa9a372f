-- A month whose first downloads came before its partition keeps them, and those that follow, in the one for the rest.
create or replace function add_download_month(month date) returns void language plpgsql security definer set search_path = $service, pg_temp as $$
begin
  execute format('create table if not exists download_%s partition of download for values from (%L) to (%L)',
    to_char(month, 'YYYY_MM'), date_trunc('month', month), date_trunc('month', month) + interval '1 month');
exception
  when check_violation then null;
end $$;

-- Which versions an organization has fetched images or updates of, each once: what it may be running.
create table obtained_version (
  organization_id uuid not null,
  root_id uuid not null,
  product_id uuid not null,
  version text not null,
  primary key (organization_id, product_id, version)
);
select protect_tenant_table('obtained_version');
