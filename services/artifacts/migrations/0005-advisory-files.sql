-- CSAF documents that product teams left in the bucket, each as it was last read: taken in by products, or refused and why.
create table advisory_file (
  id uuid primary key,
  -- `<product>/advisories/<file>.json`.
  key text not null unique,
  etag text not null,
  state text not null check (state in ('taken', 'refused')),
  advisory_id uuid,
  -- The problem's code and its faults: [{ pointer, code, params? }].
  code text,
  faults jsonb not null,
  read_at timestamptz not null
);
create index advisory_file_read on advisory_file (read_at, id);
select hide_table('advisory_file');
