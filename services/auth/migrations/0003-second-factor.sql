-- A second factor by time-based codes (TOTP, RFC 6238), and what opens an account when the device is lost. Only the system
-- reaches any of it.

create table second_factor (
  user_id uuid primary key references app_user (id),
  -- The secret shared with the person's app, encrypted (AES-256-GCM, bound to the user).
  sealed_secret bytea not null,
  -- Null until a code of it was shown: of no effect before.
  confirmed_at timestamptz,
  -- The time step of the last code that was taken: neither it nor an earlier one is taken again.
  last_step bigint,
  created_at timestamptz not null
);
select hide_table('second_factor');

create table recovery_code (
  user_id uuid not null references second_factor (user_id) on delete cascade,
  -- Keyed by the installation's secret: the database alone does not tell whether a guess is right.
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);
select hide_table('recovery_code');

-- A login whose password was right and whose second factor is awaited.
create table login_challenge (
  id uuid primary key,
  user_id uuid not null references app_user (id),
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- Completed, or overtaken by another password.
  closed_at timestamptz
);
create index login_challenge_user on login_challenge (user_id);
create index login_challenge_expiry on login_challenge (expires_at);
select hide_table('login_challenge');
