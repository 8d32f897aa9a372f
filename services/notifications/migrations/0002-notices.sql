-- What people are told, who has read it, where they want to be told; and what this service knows of others for that, from events.

create table person (
  id uuid primary key,
  status text not null check (status in ('active', 'disabled')),
  locale text not null check (locale in ('ru', 'en')),
  staff_roles text[] not null,
  version bigint not null
);
create index person_staff on person using gin (staff_roles) where staff_roles <> '{}';
select hide_table('person');

create table membership (
  id uuid primary key,
  user_id uuid not null,
  organization_id uuid not null,
  root_id uuid not null,
  role text not null,
  disabled text[] not null,
  version bigint not null,
  -- Kept when it is over: an older event that comes late must not bring it back.
  ended boolean not null
);
create index membership_organization on membership (organization_id) where not ended;
create index membership_user on membership (user_id) where not ended;
select protect_tenant_table('membership');

create table product (
  id uuid primary key,
  slug text not null,
  name jsonb not null,
  version bigint not null
);
select share_table('product');

-- Licences and certificates: who holds what, and what ends when.
create table holding (
  id uuid primary key,
  kind text not null check (kind in ('license', 'certificate')),
  number text not null,
  organization_id uuid not null,
  root_id uuid not null,
  product_id uuid not null,
  quantity bigint not null,
  versions text,
  valid_from date not null,
  valid_until date,
  decision text not null check (decision in ('none', 'suspended', 'revoked')),
  -- The day since which this last day is known: warnings of before it are not made up for.
  term_since date not null,
  -- The day of the next warning; null when there is none to come.
  warn_on date,
  version bigint not null
);
create index holding_organization on holding (organization_id);
create index holding_product on holding (product_id, organization_id);
create index holding_due on holding (warn_on, organization_id) where warn_on is not null;
select protect_tenant_table('holding');

-- What happened and is worth telling, once, however many are told.
create table notice (
  id uuid primary key,
  kind text not null,
  -- `people` are named by receipts; the others find it by who they are: one row, whatever their number.
  audience text not null check (audience in ('people', 'everyone', 'product', 'organization')),
  -- Whose matter it is: only those who may see that organization see it. Null: the vendor's.
  organization_id uuid,
  root_id uuid,
  product_id uuid,
  -- Facts from which its words are made in the reader's language.
  data jsonb not null,
  -- What it tells of, once: the event, or the organization and day of warnings.
  cause text not null unique,
  published_at timestamptz not null,
  withdrawn_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((organization_id is null) = (root_id is null))
);
create index notice_broadcast on notice (published_at, id) where audience <> 'people';
create index notice_published on notice (published_at);
select protect_tenant_table('notice');
create policy shared on notice for select to $service using (organization_id is null);
-- People are told; they write no notices.
revoke insert, update, delete on notice from $service;

-- Who was told, and what they did about it. Of a broadcast there is a receipt only once somebody has marked it.
create table receipt (
  user_id uuid not null,
  published_at timestamptz not null,
  notice_id uuid not null,
  read_at timestamptz,
  -- Taken off the list by its reader, or never on it where they chose other channels.
  hidden_at timestamptz,
  primary key (user_id, published_at, notice_id)
) partition by range (published_at);
create index receipt_unread on receipt (user_id, published_at) where read_at is null and hidden_at is null;
create index receipt_notice on receipt (notice_id);

-- The user in whose name the transaction runs; null for everybody else.
create function calling_user() returns uuid language sql stable
  return substring(current_setting('app.principal', true) from '^user:([0-9a-f-]{36})$')::uuid;

create function keep_to_owner(table_name regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', table_name);
  execute format('alter table %s force row level security', table_name);
  execute format('create policy own on %s to $service using (user_id = (select calling_user()))', table_name);
  execute format('create policy system on %s to $service_system using (true)', table_name);
end $$;

select keep_to_owner('receipt');
grant select, insert, update on receipt to $service;
grant select, insert, update, delete on receipt to $service_system;

-- A month of receipts. What is read through the parent obeys the parent's policies; nobody may read a partition past them.
create function make_receipt_month(month date) returns void language plpgsql security definer set search_path = $service, pg_temp as $$
declare
  first date := date_trunc('month', month);
  name text := 'receipt_' || to_char(month, 'YYYY_MM');
begin
  if to_regclass(format('%I', name)) is not null then return; end if;
  execute format('create table %I partition of receipt for values from (%L) to (%L)', name, first || ' 00:00+00', (first + interval '1 month')::date || ' 00:00+00');
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
exception
  -- Receipts of that month came before its partition: they stay where they are, and so do those that follow.
  when check_violation then null;
end $$;
-- Whole months go at once: nothing is searched and nothing is left to vacuum.
create function drop_receipt_months(before date) returns void language plpgsql security definer set search_path = $service, pg_temp as $$
declare
  partition regclass;
begin
  for partition in
    select inhrelid::regclass from pg_inherits join pg_class on pg_class.oid = inhrelid
    where inhparent = 'receipt'::regclass and relname ~ '^receipt_\d{4}_\d{2}$' and to_date(right(relname, 7), 'YYYY_MM') + interval '1 month' <= before
  loop
    execute format('drop table %s', partition);
  end loop;
end $$;
revoke all on function make_receipt_month(date), drop_receipt_months(date) from public;
grant execute on function make_receipt_month(date), drop_receipt_months(date) to $service_system;
create table receipt_other partition of receipt default;
alter table receipt_other enable row level security;
alter table receipt_other force row level security;
select make_receipt_month((date_trunc('month', now()) + step * interval '1 month')::date) from generate_series(-1, 3) step;

-- Where a person wants to be told of a kind; null follows the organization, then the portal.
create table preference (
  user_id uuid not null,
  kind text not null,
  portal boolean,
  email text check (email in ('immediate', 'daily', 'weekly', 'off')),
  primary key (user_id, kind)
);
select keep_to_owner('preference');
grant select, insert, update, delete on preference to $service, $service_system;

-- What an organization sets for its people and those below it.
create table organization_default (
  organization_id uuid primary key,
  root_id uuid not null,
  -- Days before the end at which is warned; null follows the parent.
  expiry_days int[],
  -- { kind: pace }
  email jsonb not null,
  version bigint not null default 1,
  updated_at timestamptz not null
);
select protect_tenant_table('organization_default');

-- Warnings that a person has put off, or wants no more of. Another last day is another term.
create table mute (
  user_id uuid not null,
  holding_id uuid not null,
  valid_until date not null,
  until date not null,
  primary key (user_id, holding_id)
);
create index mute_until on mute (until);
create index mute_holding on mute (holding_id);
select keep_to_owner('mute');
grant select, insert, update, delete on mute to $service, $service_system;

-- What is to be mailed to whom. All that is due for a person at once goes in one mail.
create table mail_item (
  notice_id uuid not null,
  user_id uuid not null,
  due_at timestamptz not null,
  mail_id uuid references mail (id) on delete cascade,
  primary key (notice_id, user_id)
);
create index mail_item_due on mail_item (due_at, user_id) where mail_id is null;
create index mail_item_mail on mail_item (mail_id) where mail_id is not null;
select hide_table('mail_item');

alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('invitation', 'password_reset', 'notices'));
alter table mail drop constraint mail_failure_reason_check;
alter table mail add constraint mail_failure_reason_check
  check (failure_reason in ('rejected', 'gave_up', 'outcome_unknown', 'link_over', 'bad_address', 'nothing_to_tell'));
