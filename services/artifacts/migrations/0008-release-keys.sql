-- Public keys by which releases are signed. Whoever downloads checks with them, and so does the portal before it accepts an upload.
create table release_key (
  -- The beginning of the SHA-256 of the raw key, in hexadecimal.
  id text primary key,
  name text not null,
  -- PEM (RFC 8410).
  public_key text not null,
  added_at timestamptz not null,
  -- From then on it signs no more; what it signed stays signed.
  retired_at timestamptz
);
select share_table('release_key');

-- The key that signed the digests of the release that the file belongs to, as far as the portal knew one when it accepted it.
alter table artifact add column signed_by text references release_key (id);
