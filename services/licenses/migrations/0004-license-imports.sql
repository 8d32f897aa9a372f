-- Lists of licences that staff issued at once: the same list again issues nothing.
create table license_import (
  id uuid primary key,
  -- Of what its rows ask for, by the organizations and products that they meant then.
  contents_hash bytea not null unique,
  -- What each row became: [{ row, license: { id, number }?, certificate: { id, number }? }].
  results jsonb not null default '[]',
  created_at timestamptz not null
);
select hide_table('license_import');
-- Lists name organizations by ИНН.
create index organization_node_inn on organization_node (inn);
