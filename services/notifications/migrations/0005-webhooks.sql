-- Addresses that an organization's owners have told of what happens to it and those below it, and what was sent there.

create table webhook (
  id uuid primary key,
  organization_id uuid not null,
  root_id uuid not null,
  url text not null,
  description text not null,
  -- Kinds of notices.
  events text[] not null,
  -- `failed`: switched off by us.
  status text not null default 'enabled' check (status in ('enabled', 'disabled', 'failed')),
  -- Encrypted (AES-256-GCM, bound to the row).
  sealed_secret bytea not null,
  -- The secret before it: messages are signed with both until then.
  sealed_previous_secret bytea,
  previous_secret_until timestamptz,
  -- Since when no message has arrived; null while the last attempt succeeded.
  failing_since timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((sealed_previous_secret is null) = (previous_secret_until is null))
);
create index webhook_organization on webhook (organization_id, created_at);
create index webhook_created on webhook (root_id, created_at, id);
select protect_tenant_table('webhook');

-- One message to one webhook. Its id stays the same however often it is tried: receivers tell copies by it.
create table webhook_delivery (
  id uuid primary key,
  webhook_id uuid not null references webhook (id) on delete cascade,
  organization_id uuid not null,
  root_id uuid not null,
  -- What it tells of; null for tests.
  notice_id uuid,
  type text not null,
  -- The body, as it is signed.
  payload text not null,
  status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
  -- The last ones, the newest last: [{ at, outcome, status, duration_ms }].
  attempts jsonb not null default '[]',
  -- Since it was last queued.
  tries int not null default 0,
  -- Null when nothing is to be done any more. While a process is at it, the instant at which it is given up for dead.
  next_attempt_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  -- The same notice again makes no second message.
  unique (webhook_id, notice_id),
  check ((status = 'pending') = (next_attempt_at is not null))
);
create index webhook_delivery_created on webhook_delivery (webhook_id, created_at, id);
create index webhook_delivery_due on webhook_delivery (webhook_id, next_attempt_at) where next_attempt_at is not null;
create index webhook_delivery_overdue on webhook_delivery (next_attempt_at) where next_attempt_at is not null;
create index webhook_delivery_old on webhook_delivery (created_at);
select protect_tenant_table('webhook_delivery');
