-- Support requests: what is asked, what is said, the files, and what the support keeps to itself.

-- Products as this service knows them, from events: to name them, and for the targets of their support levels.
create table product (
  id uuid primary key,
  slug text not null,
  name jsonb not null,
  support_levels jsonb not null,
  version bigint not null
);
select share_table('product');

-- Who belongs where, from events: who may follow a request. Kept when it is over, as an older event may come late.
create table membership (
  id uuid primary key,
  user_id uuid not null,
  organization_id uuid not null,
  root_id uuid not null,
  role text not null,
  disabled text[] not null,
  version bigint not null,
  ended boolean not null
);
create index membership_user on membership (user_id) where not ended;
select protect_tenant_table('membership');

-- Users with what they may do for the vendor, from events: whom requests may be assigned to.
create table person (
  id uuid primary key,
  status text not null check (status in ('active', 'disabled')),
  staff_roles text[] not null,
  version bigint not null
);
create index person_staff on person using gin (staff_roles) where staff_roles <> '{}';
select hide_table('person');

create sequence issue_sequence;
grant usage on sequence issue_sequence to $service, $service_system;

create table issue (
  id uuid primary key,
  organization_id uuid not null,
  root_id uuid not null,
  number text not null unique,
  product_id uuid not null,
  product_version text,
  license_id uuid,
  certificate_id uuid,
  subject text not null,
  description text not null,
  severity text not null check (severity in ('critical', 'high', 'normal', 'low')),
  status text not null default 'new' check (status in ('new', 'open', 'waiting_for_customer', 'resolved', 'closed')),
  private boolean not null,
  -- How far the helpdesk behind the portal has got it.
  delivery text not null default 'delivered' check (delivery in ('delivered', 'pending', 'failed')),
  respond_by timestamptz,
  responded_at timestamptz,
  -- When the support was warned that the target is near.
  escalated_at timestamptz,
  -- Names are those of the day: what was said stays said by whom it was said. Who may not know of the author's organizations, as
  -- people below do not of those above, is not told who it was.
  author_id uuid,
  author_name text not null,
  author_side text not null check (author_side in ('customer', 'support')),
  author_organizations uuid[] not null,
  assignee_id uuid,
  assignee_name text,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((assignee_id is null) = (assignee_name is null))
);
-- Every list runs on (root, sort key, id); small parts of large trees on (organization, …); staff on (sort key, id).
create index issue_root_updated on issue (root_id, updated_at, id);
create index issue_root_created on issue (root_id, created_at, id);
create index issue_root_number on issue (root_id, number, id);
create index issue_root_respond on issue (root_id, coalesce(respond_by, 'infinity'::timestamptz), id);
create index issue_organization on issue (organization_id, updated_at, id);
create index issue_updated on issue (updated_at, id);
create index issue_created on issue (created_at, id);
create index issue_respond on issue (coalesce(respond_by, 'infinity'::timestamptz), id);
create index issue_assignee on issue (assignee_id, updated_at, id) where assignee_id is not null;
create index issue_certificate on issue (certificate_id) where certificate_id is not null;
create index issue_license on issue (license_id) where license_id is not null;
-- What is still to be answered, and nobody was warned of.
create index issue_due on issue (respond_by) where responded_at is null and escalated_at is null;
select protect_tenant_table('issue');

-- Its author follows it, and whoever was added by hand.
create table follower (
  issue_id uuid not null references issue (id),
  user_id uuid not null,
  name text not null,
  -- Where they belong, which decides who may know of them.
  organizations uuid[] not null,
  organization_id uuid not null,
  root_id uuid not null,
  primary key (issue_id, user_id)
);
create index follower_user on follower (user_id, issue_id);
select protect_tenant_table('follower');

create table comment (
  id uuid primary key,
  issue_id uuid not null references issue (id),
  organization_id uuid not null,
  root_id uuid not null,
  author_id uuid,
  author_name text not null,
  author_side text not null check (author_side in ('customer', 'support')),
  author_organizations uuid[] not null,
  body text not null,
  delivery text not null default 'delivered' check (delivery in ('delivered', 'pending', 'failed')),
  edited_at timestamptz,
  -- That there was something stays.
  deleted_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index comment_issue on comment (issue_id, created_at, id);
select protect_tenant_table('comment');

-- What a comment said before its author edited or deleted it.
create table comment_revision (
  comment_id uuid not null references comment (id),
  version bigint not null,
  body text not null,
  replaced_at timestamptz not null,
  primary key (comment_id, version)
);
select hide_table('comment_revision');
grant insert on comment_revision to $service;
create policy tenant_insert on comment_revision for insert to $service with check (true);

create table attachment (
  id uuid primary key,
  issue_id uuid not null references issue (id),
  comment_id uuid references comment (id),
  organization_id uuid not null,
  root_id uuid not null,
  author_id uuid,
  author_name text not null,
  author_side text not null check (author_side in ('customer', 'support')),
  author_organizations uuid[] not null,
  name text not null,
  size bigint not null,
  sha256 text not null,
  object_key text not null unique,
  created_at timestamptz not null
);
create index attachment_issue on attachment (issue_id, created_at, id);
select protect_tenant_table('attachment');

-- What happened to a request beside its comments, as whoever sees it may read.
create table history (
  id uuid primary key,
  issue_id uuid not null references issue (id),
  organization_id uuid not null,
  root_id uuid not null,
  at timestamptz not null,
  what text not null,
  -- Null: the portal itself.
  author_id uuid,
  author_name text,
  author_side text,
  author_organizations uuid[] not null,
  from_value text,
  to_value text
);
create index history_issue on history (issue_id, at, id);
select protect_tenant_table('history');

-- What the support's people tell each other: behind no wall of rows, but out of reach for the customers' role altogether.
create table note (
  id uuid primary key,
  issue_id uuid not null references issue (id),
  author_id uuid,
  author_name text not null,
  body text not null,
  created_at timestamptz not null
);
create index note_issue on note (issue_id, created_at, id);
select hide_table('note');

create table canned_answer (
  id uuid primary key,
  title text not null,
  body text not null,
  updated_at timestamptz not null
);
create unique index canned_answer_title on canned_answer (lower(title));
create index canned_answer_order on canned_answer (title, id);
create index canned_answer_updated on canned_answer (updated_at, id);
select hide_table('canned_answer');
