-- The audit log: every event of every service, chained by hashes so that a change is found.
-- One table, not partitioned yet: seq and id must each be unique over the whole log, which PostgreSQL gives within a
-- partition only. Since seq grows with time, the table can be split by ranges of seq when its size asks for it, with a
-- small table of ids for the newest events, the only ones that come twice.
create table audit_entry (
  -- The event's id: the same event twice makes one entry.
  id uuid not null unique,
  -- The place in the chain, without gaps; not a sequence, whose numbers a rollback would lose.
  seq bigint primary key,
  -- Milliseconds, as events have them: the hash covers every digit.
  at timestamptz(3) not null,
  actor text not null,
  action text not null,
  subject text not null,
  -- Null for what belongs to no organization: invisible to tenants, whose wall a null root never passes.
  organization_id uuid,
  root_id uuid,
  request_id text not null,
  ip text,
  data jsonb not null,
  hash bytea not null check (length(hash) = 32)
);
create index audit_entry_at on audit_entry (at, id);
create index audit_entry_root_at on audit_entry (root_id, at, id);
create index audit_entry_organization_at on audit_entry (organization_id, at, id);
create index audit_entry_actor on audit_entry (actor, at, id);
create index audit_entry_action on audit_entry (action, at, id);
create index audit_entry_subject on audit_entry (subject, at, id);
create index audit_entry_request on audit_entry (request_id);
select protect_tenant_table('audit_entry');

-- Written once: nobody changes or removes an entry, not even the system's role. Only the root may be rewritten, when an
-- organization moves to another tree; the hash does not cover it.
revoke insert, update, delete on audit_entry from $service;
revoke update, delete on audit_entry from $service_system;
grant update (root_id) on audit_entry to $service_system;
