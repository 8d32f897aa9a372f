-- What its author thinks of how a request was dealt with, once it was; the last word counts.
create table rating (
  issue_id uuid primary key references issue (id),
  organization_id uuid not null,
  root_id uuid not null,
  score int not null check (score between 1 and 5),
  remark text,
  rated_at timestamptz not null
);
create index rating_at on rating (rated_at, issue_id);
select protect_tenant_table('rating');
