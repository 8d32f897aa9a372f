-- The helpdesk behind the portal: which ticket is which request, what is still to be brought there, and what came from there.

create table ticket (
  issue_id uuid primary key references issue (id),
  -- Null until the helpdesk has it.
  remote_id text unique,
  -- The helpdesk's own instant of the last change that was read.
  seen_at timestamptz,
  -- Until when somebody brings it things: one at a time, in order.
  leased_until timestamptz
);
select hide_table('ticket');

-- What is to be brought to the helpdesk, in the order in which it happened within a request.
create table delivery (
  id uuid primary key,
  position bigint generated always as identity,
  issue_id uuid not null references issue (id),
  kind text not null check (kind in ('ticket', 'comment', 'revision', 'attachment', 'fields')),
  -- The comment or attachment that it brings; of the others the request itself.
  subject_id uuid not null,
  -- `failed`: the helpdesk refuses it, and what follows waits until somebody tries again.
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts int not null default 0,
  fault text,
  created_at timestamptz not null,
  -- Not before then.
  due_at timestamptz not null,
  delivered_at timestamptz
);
create index delivery_issue on delivery (issue_id, position) where state <> 'delivered';
create index delivery_open on delivery (created_at, id) where state <> 'delivered';
create index delivery_created on delivery (created_at, id);
select hide_table('delivery');
-- Customers' actions queue what they did; what becomes of it is not theirs to see.
grant insert on delivery, ticket to $service;
create policy tenant_insert on delivery for insert to $service with check (true);
create policy tenant_insert on ticket for insert to $service with check (true);

-- Messages of the helpdesk that became comments here: each once, whatever is read again.
create table remote_message (
  remote_id text primary key,
  comment_id uuid not null references comment (id)
);
select hide_table('remote_message');

-- One row: how far the helpdesk was read, and whether it could be.
create table helpdesk_reading (
  only_row boolean primary key default true check (only_row),
  read_until timestamptz,
  read_at timestamptz,
  fault text,
  failing_since timestamptz
);
insert into helpdesk_reading default values;
select hide_table('helpdesk_reading');
