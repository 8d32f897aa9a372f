-- Files that come in pieces, by the tus protocol: large ones, over lines that break.
create table attachment_upload (
  -- Of the attachment that it becomes, too.
  id uuid primary key,
  issue_id uuid not null references issue (id),
  organization_id uuid not null,
  root_id uuid not null,
  author_id uuid,
  author_name text not null,
  author_side text not null check (author_side in ('customer', 'support')),
  author_organizations uuid[] not null,
  name text not null,
  size bigint not null check (size >= 0),
  -- Bytes that are safe, from the first one on.
  received bigint not null default 0 check (received between 0 and size),
  state text not null default 'receiving' check (state in ('receiving', 'checking', 'attached', 'refused')),
  -- What the scanner found in it.
  finding text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index attachment_upload_issue on attachment_upload (issue_id) where state in ('receiving', 'checking');
create index attachment_upload_idle on attachment_upload (updated_at);
select protect_tenant_table('attachment_upload');

create table attachment_part (
  upload_id uuid not null references attachment_upload (id) on delete cascade,
  -- Of its first byte in the file.
  start bigint not null,
  object_key text not null unique,
  primary key (upload_id, start)
);
select hide_table('attachment_part');
