-- Identity: people, their credentials and sessions, what they belong to, and the tokens of machines. People cross tenants, so
-- the service always uses the system's view; what belongs to an organization is protected like everywhere all the same.

create table app_user (
  id uuid primary key,
  -- Lower case. Unknown to other users until people.read shows it.
  email text not null,
  name text not null,
  locale text not null default 'ru' check (locale in ('ru', 'en')),
  -- argon2id in the PHC format; null while the person has no password.
  password_hash text,
  status text not null default 'active' check (status in ('active', 'disabled')),
  staff_roles text[] not null default '{}',
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index app_user_email on app_user (lower(email));
create index app_user_list_email on app_user (email, id);
create index app_user_list_created on app_user (created_at, id);
select hide_table('app_user');

-- A role in one organization and all below it.
create table membership (
  id uuid primary key,
  user_id uuid not null references app_user (id),
  organization_id uuid not null,
  root_id uuid not null,
  role text not null,
  -- Permission groups that the owner switched off for this person.
  disabled text[] not null default '{}',
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (user_id, organization_id)
);
create index membership_organization on membership (organization_id);
create index membership_root on membership (root_id);
select protect_tenant_table('membership');

-- A login on one device: the family of its refresh tokens.
create table session (
  id uuid primary key,
  user_id uuid not null references app_user (id),
  user_agent text,
  ip text,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  -- However often it is refreshed, it ends then.
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index session_user_used on session (user_id, last_used_at, id) where ended_at is null;
create index session_user_created on session (user_id, created_at, id) where ended_at is null;
create index session_ended on session (ended_at) where ended_at is not null;
create index session_expiry on session (expires_at);
select hide_table('session');

-- Each is spent by the refresh that answers the next one. Spent ones stay, so that their reuse is noticed.
create table refresh_token (
  token_hash bytea primary key,
  session_id uuid not null references session (id) on delete cascade,
  expires_at timestamptz not null,
  spent_at timestamptz
);
create index refresh_token_session on refresh_token (session_id);
create index refresh_token_expiry on refresh_token (expires_at);
select hide_table('refresh_token');

-- Keys that sign access tokens (Ed25519). Published before they sign, and until the last token they signed has expired.
create table signing_key (
  -- The JWK thumbprint (RFC 7638).
  id text primary key,
  public_key text not null,
  -- PKCS #8, encrypted with a key derived from the installation's secret.
  private_key bytea not null,
  activates_at timestamptz not null,
  -- When its successor takes over.
  retires_at timestamptz,
  created_at timestamptz not null
);
select hide_table('signing_key');

create table invitation (
  id uuid primary key,
  organization_id uuid not null,
  root_id uuid not null,
  email text not null,
  name text not null,
  locale text not null check (locale in ('ru', 'en')),
  role text not null,
  disabled text[] not null default '{}',
  -- The hash of the secret in the mailed link.
  token_hash bytea not null unique,
  -- The user who invited; null for the founding owner, whom the installation invites.
  invited_by uuid,
  founding boolean not null default false,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null,
  -- Accepted, withdrawn or replaced by a newer one.
  closed_at timestamptz
);
create unique index invitation_open on invitation (organization_id, lower(email)) where closed_at is null;
create unique index invitation_founding on invitation (organization_id) where founding;
create index invitation_root on invitation (root_id);
create index invitation_expiry on invitation (expires_at);
select protect_tenant_table('invitation');

create table password_reset (
  id uuid primary key,
  user_id uuid not null references app_user (id),
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- Used, or overtaken by another change of the password.
  closed_at timestamptz
);
create index password_reset_user on password_reset (user_id);
create index password_reset_expiry on password_reset (expires_at);
select hide_table('password_reset');

-- A machine acts for one organization and all below it, or, without one, for the vendor.
create table machine_token (
  id uuid primary key,
  organization_id uuid,
  root_id uuid,
  name text not null,
  scopes text[] not null,
  token_hash bytea not null unique,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_on date,
  revoked_at timestamptz,
  check ((organization_id is null) = (root_id is null))
);
create index machine_token_created on machine_token (created_at, id) where revoked_at is null;
create index machine_token_organization_created on machine_token (organization_id, created_at, id) where revoked_at is null;
create index machine_token_root_created on machine_token (root_id, created_at, id) where revoked_at is null;
select protect_tenant_table('machine_token');

-- Counters of attempts, by a keyed hash of what they count: what people mistype as their address is not kept.
create table attempt_counter (
  bucket bytea primary key,
  attempts int not null,
  last_attempt_at timestamptz not null,
  blocked_until timestamptz not null
);
create index attempt_counter_age on attempt_counter (last_attempt_at);
select hide_table('attempt_counter');
