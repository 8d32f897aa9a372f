-- Who took which bytes. A row per answer, so that a download resumed fifty times is fifty rows; partitioned by month, as it grows for ever.
create table download (
  id uuid not null,
  started_at timestamptz not null,
  -- By whose licence it was offered; null for the vendor's people, who need none.
  organization_id uuid,
  root_id uuid,
  principal text not null,
  artifact_id uuid,
  bundle_id uuid,
  file text not null,
  version text,
  size bigint not null,
  first_byte bigint not null,
  -- How many bytes were to leave, and how many did; null where the store sends them itself.
  wanted bigint not null,
  bytes bigint,
  state text not null check (state in ('under_way', 'complete', 'broken_off', 'handed_over')),
  primary key (started_at, id)
) partition by range (started_at);
create index download_root on download (root_id, started_at, id);
create index download_organization on download (organization_id, started_at, id);
create index download_artifact on download (artifact_id, started_at, id);
select protect_tenant_table('download');

-- Months are made ahead by a job; what falls between them is not lost.
create table download_rest partition of download default;

-- The service's roles own nothing, so the partition is made in the name of who migrates.
create function add_download_month(month date) returns void language plpgsql security definer set search_path = $service, pg_temp as $$
begin
  execute format('create table if not exists download_%s partition of download for values from (%L) to (%L)',
    to_char(month, 'YYYY_MM'), date_trunc('month', month), date_trunc('month', month) + interval '1 month');
end $$;
revoke all on function add_download_month(date) from public;
grant execute on function add_download_month(date) to $service_system;
select add_download_month((now() + make_interval(months => ahead))::date) from generate_series(0, 2) ahead;
