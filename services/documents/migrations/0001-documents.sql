-- Templates of documents, the keys of license files, and the tokens by which documents are confirmed.

-- One row per product and kind that was ever changed: it stays when the product goes back to the built-in template, so
-- that versions only grow.
create table template (
  id uuid primary key,
  product_id uuid not null,
  kind text not null check (kind in ('license', 'certificate')),
  -- Both null: the built-in template. `files` is { path: text or { base64 } }.
  main text,
  files jsonb,
  -- Null: the product's own colour.
  accent text,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((main is null) = (files is null))
);
create unique index template_product on template (product_id, kind);
select share_table('template');

-- The token in the QR code of a document. It is made when the document is first asked for and stays the same for ever.
create table verification (
  token text primary key,
  kind text not null check (kind in ('license', 'certificate')),
  subject_id uuid not null,
  organization_id uuid not null,
  root_id uuid not null,
  created_at timestamptz not null
);
create unique index verification_subject on verification (kind, subject_id);
create index verification_organization on verification (organization_id);
select protect_tenant_table('verification');

-- Keys of license files (Ed25519). None is ever deleted: a file stays verifiable as long as somebody has it.
create table signing_key (
  -- Derived from the public key; stands in each file as `kid`.
  id text primary key,
  -- The JWK member x.
  public_key text not null,
  -- PKCS #8, encrypted with a key derived from the installation's secret.
  private_key bytea not null,
  signs_from timestamptz not null,
  created_at timestamptz not null
);
create index signing_key_order on signing_key (signs_from, id);
select hide_table('signing_key');
