-- Reports that are made in the background, for one person each: see docs/adr/0044-reports-in-the-background.md.

create table job (
  id uuid primary key,
  -- Who asked for it; nobody else is told that it exists.
  user_id uuid not null,
  report text not null,
  format text not null,
  locale text not null,
  -- As it stands in the list's address.
  query jsonb not null,
  status text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
  -- Of the process that is at it: another one that held it before, and was thought dead, finds that it is not its own any more.
  run_id uuid,
  attempts int not null default 0,
  rows bigint not null default 0,
  total bigint,
  -- A code of the problem catalogue, and what its words need.
  fault text,
  fault_params jsonb,
  file text,
  size bigint,
  object_key text,
  sha256 text,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  -- The file is kept until then.
  expires_at timestamptz
);
create index job_person on job (user_id, created_at, id);
create index job_finished on job (finished_at) where finished_at is not null;
create index job_object on job (object_key) where object_key is not null;
select hide_table('job');

-- What a report shows: by which right, and of which organizations. A null is everywhere. Whoever downloads it needs all of it still.
create table job_reach (
  job_id uuid not null references job on delete cascade,
  permission text not null,
  organization_id uuid,
  unique nulls not distinct (job_id, permission, organization_id)
);
select hide_table('job_reach');
