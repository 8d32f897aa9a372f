-- Requests whose conversation goes on in another one.
alter table issue
  add merged_at timestamptz,
  -- Null also where it goes on in a ticket that is no request of the portal's.
  add merged_into_id uuid references issue (id),
  add constraint issue_merged check (merged_into_id is null or merged_at is not null);
create index issue_merged_into on issue (merged_into_id) where merged_into_id is not null;

-- The helpdesk's ticket that this one was merged into.
alter table ticket add merged_into text;

alter table delivery drop constraint delivery_kind_check;
alter table delivery add constraint delivery_kind_check check (kind in ('ticket', 'comment', 'revision', 'attachment', 'fields', 'merge'));
