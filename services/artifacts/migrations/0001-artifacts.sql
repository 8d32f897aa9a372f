-- Uploads of product teams, and the files of releases. None of it belongs to an organization; who may have a file is decided anew
-- at every request.

-- Products as this service knows them, from events: the folders' names and what decides on downloads.
create table product (
  id uuid primary key,
  slug text not null,
  name jsonb not null,
  update_policy text not null,
  security_policy text not null,
  status text not null,
  version bigint not null
);
create unique index product_slug on product (slug);
select share_table('product');

-- Releases as products tells of them. Files of a release are those that were found with `found_version`.
create table release (
  id uuid primary key,
  product_id uuid not null,
  version text not null,
  kind text not null check (kind in ('major', 'update', 'hotfix', 'security')),
  channel text not null check (channel in ('stable', 'beta', 'lts')),
  status text not null check (status in ('scheduled', 'published', 'recalled')),
  released_at timestamptz not null,
  recalled_at timestamptz,
  recall_reason text,
  found_version bigint not null,
  revision bigint not null
);
create index release_product on release (product_id, released_at, id);
select share_table('release');

-- A folder of the bucket with a manifest in it. Its id becomes that of the release.
create table upload (
  id uuid primary key,
  -- `<product>/<version>`
  folder text not null,
  product_id uuid,
  version text not null,
  state text not null check (state in ('checking', 'held', 'accepted', 'altered')),
  -- A digest of the names, sizes, ETags and times of the folder's objects: another one when anything in it changed.
  fingerprint text not null,
  -- As it was read from release.json, when it could be.
  manifest jsonb,
  -- Of the object in which it was read.
  manifest_etag text,
  faults jsonb not null default '[]',
  -- Grows with every change of state; the release's files carry that of their acceptance.
  revision bigint not null default 1,
  found_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index upload_folder on upload (folder);
create index upload_updated on upload (updated_at, id);
create index upload_found on upload (found_at, id);
create index upload_product on upload (product_id, updated_at, id);
select hide_table('upload');

-- The files that an upload's manifest names, and what is known of them: a file is read once per ETag, whatever restarts.
create table uploaded_file (
  upload_id uuid not null references upload (id) on delete cascade,
  file text not null,
  position int not null,
  kind text not null,
  -- What the manifest says.
  size bigint not null,
  sha256 text not null,
  -- Of the object in the bucket that was read; null as long as none was.
  etag text,
  state text not null check (state in ('waiting', 'checked', 'wrong')),
  fault jsonb,
  -- The portal's own copy, and what was measured on it.
  object_key text,
  actual_sha256 text,
  crc32 bigint,
  primary key (upload_id, file)
);
create index uploaded_file_object on uploaded_file (object_key);
select hide_table('uploaded_file');

-- A file of a release. The bytes lie under `object_key` in the private store, where product teams cannot write.
create table artifact (
  id uuid primary key,
  release_id uuid not null,
  -- The revision of the upload with which it was accepted.
  found_version bigint not null,
  product_id uuid not null,
  version text not null,
  file text not null,
  position int not null,
  kind text not null check (kind in ('image', 'update', 'documentation', 'sbom', 'signature', 'other')),
  platform text,
  title jsonb,
  size bigint not null,
  sha256 text not null,
  -- For ZIP files (APPNOTE.TXT 4.4.7), which say it before the file's bytes.
  crc32 bigint not null,
  object_key text not null
);
create unique index artifact_release on artifact (release_id, found_version, file);
create index artifact_product on artifact (product_id, id);
create index artifact_object on artifact (object_key);
select share_table('artifact');

-- Files on their way into the bucket, in parts, from where nobody has its keys. The parts lie in the private store until all are there.
create table file_transfer (
  id uuid primary key,
  folder text not null,
  file text not null,
  size bigint not null,
  sha256 text not null,
  part_size int not null,
  parts int not null,
  state text not null check (state in ('receiving', 'assembling', 'stored', 'failed')),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
-- The same file again is the same transfer: whoever was cut off asks and goes on.
create unique index file_transfer_contents on file_transfer (folder, file, sha256, size);
create index file_transfer_updated on file_transfer (updated_at);
select hide_table('file_transfer');

create table file_part (
  transfer_id uuid not null references file_transfer (id) on delete cascade,
  number int not null,
  primary key (transfer_id, number)
);
select hide_table('file_part');
