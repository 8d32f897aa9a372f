-- Receipts that came before the partition of their month are moved into it when it is made, so that they go with it too. The partition is made
-- beside the table and attached when it is full: nobody waits meanwhile but who writes receipts of no month, and they not for long.
-- The owner of the tables, in whose name this runs, need be no superuser: it would be behind the wall too where that is forced.
create or replace function make_receipt_month(month date) returns void language plpgsql security definer set search_path = $service, pg_temp set lock_timeout = '3s' as $$
declare
  first date := date_trunc('month', month);
  name text := 'receipt_' || to_char(month, 'YYYY_MM');
  since timestamptz := first || ' 00:00+00';
  until timestamptz := (first + interval '1 month')::date || ' 00:00+00';
begin
  if to_regclass(format('%I', name)) is not null then return; end if;
  execute format('create table %I (like receipt including defaults)', name);
  alter table receipt_other no force row level security;
  execute format('with moved as (delete from receipt_other where published_at >= %L and published_at < %L returning *) insert into %I select * from moved', since, until, name);
  alter table receipt_other force row level security;
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('alter table receipt attach partition %I for values from (%L) to (%L)', name, since, until);
end $$;

-- Whole months go at once, and with them what came before any month.
create or replace function drop_receipt_months(before date) returns void language plpgsql security definer set search_path = $service, pg_temp set lock_timeout = '3s' as $$
declare
  partition regclass;
begin
  for partition in
    select inhrelid::regclass from pg_inherits join pg_class on pg_class.oid = inhrelid
    where inhparent = 'receipt'::regclass and relname ~ '^receipt_\d{4}_\d{2}$' and to_date(right(relname, 7), 'YYYY_MM') + interval '1 month' <= before
  loop
    execute format('drop table %s', partition);
  end loop;
  alter table receipt_other no force row level security;
  delete from receipt_other where published_at < (before || ' 00:00+00')::timestamptz;
  alter table receipt_other force row level security;
end $$;

-- The months that were not made because their receipts had come before.
do $$
declare
  month date;
begin
  alter table $service.receipt_other no force row level security;
  for month in select distinct date_trunc('month', published_at at time zone 'UTC')::date from $service.receipt_other loop
    perform $service.make_receipt_month(month);
  end loop;
  alter table $service.receipt_other force row level security;
end $$;
