-- What organizations ask of accounts, requests to be let in, changes of addresses.

-- What an organization asks of the accounts of its people and of those below.
create table organization_security (
  organization_id uuid primary key,
  root_id uuid not null,
  second_factor text not null check (second_factor in ('optional', 'required')),
  version bigint not null default 1,
  updated_at timestamptz not null
);
create index organization_security_root on organization_security (root_id);
select protect_tenant_table('organization_security');

-- Somebody who asks to be let in. What they typed is shown to who decides, and forgotten in time.
create table join_request (
  id uuid primary key,
  organization_id uuid not null,
  root_id uuid not null,
  email text not null,
  name text not null,
  locale text not null check (locale in ('ru', 'en')),
  comment text,
  created_at timestamptz not null,
  -- Accepted or declined.
  closed_at timestamptz
);
create unique index join_request_open on join_request (organization_id, lower(email)) where closed_at is null;
create index join_request_organization_created on join_request (organization_id, created_at, id) where closed_at is null;
create index join_request_root_created on join_request (root_id, created_at, id) where closed_at is null;
create index join_request_created on join_request (created_at, id);
select protect_tenant_table('join_request');

-- A mail to one owner about a request: mails are made once for each.
create table join_request_notice (
  id uuid primary key,
  join_request_id uuid not null references join_request (id) on delete cascade,
  user_id uuid not null references app_user (id)
);
create index join_request_notice_request on join_request_notice (join_request_id);
select hide_table('join_request_notice');

create table email_change (
  id uuid primary key,
  user_id uuid not null references app_user (id),
  -- The new address, in lower case.
  email text not null,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- Confirmed, or overtaken by a newer one or by another password.
  closed_at timestamptz
);
create index email_change_user on email_change (user_id);
create index email_change_expiry on email_change (expires_at);
select hide_table('email_change');
