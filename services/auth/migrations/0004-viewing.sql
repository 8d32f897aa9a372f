-- Staff who look at the portal with a customer's eyes: who, at whose, why and how long. Only the system reaches it.
create table viewing (
  id uuid primary key,
  user_id uuid not null references app_user (id),
  viewer_id uuid not null references app_user (id),
  -- It ends with the session that it was begun in.
  viewer_session_id uuid not null references session (id) on delete cascade,
  reason text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index viewing_session on viewing (viewer_session_id);
create index viewing_expiry on viewing (expires_at);
select hide_table('viewing');
