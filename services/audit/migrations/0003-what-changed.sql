-- What changed: an entry is read beside the one before it of the same aggregate, and tells in whose name its actor acted.

-- The aggregate's version after the change, by which the one before is found whatever order the events came in. Null in
-- entries of before, which the hash covers without it.
alter table audit_entry add column version bigint;
-- Who was acted for, when somebody acts in another's name.
alter table audit_entry add column actor_on_behalf text;
-- `<service>.<aggregate>`: ids of different kinds of things never meet.
alter table audit_entry add column aggregate text not null generated always as (regexp_replace(action, '\.[^.]+$', '')) stored;

-- An event whose data has the subject's own id tells the whole state of it, others only a fact; only states are compared.
create index audit_entry_state on audit_entry (subject, aggregate, version) where version is not null and data ->> 'id' = subject;
create index audit_entry_on_behalf on audit_entry (actor_on_behalf, at, id) where actor_on_behalf is not null;
