-- Several files as one archive. It is laid out anew at every request, and who may have each file is decided then.
create table bundle (
  id uuid primary key,
  -- Who made it; nobody else is told that it exists.
  principal text not null,
  -- In the order of the archive.
  artifact_ids uuid[] not null,
  file text not null,
  size bigint not null,
  created_at timestamptz not null
);
create index bundle_created on bundle (created_at);
select hide_table('bundle');
