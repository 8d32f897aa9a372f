-- How long the vendor keeps what people were told, in one row. The bounds are those of the contract.
create table retention (
  only_row boolean primary key default true check (only_row),
  -- Longer than events may be replayed, or a forgotten mail would be queued again.
  mail_days int not null default 90 check (mail_days between 31 and 366),
  notice_months int not null default 13 check (notice_months between 3 and 36),
  version bigint not null default 1,
  updated_at timestamptz
);
insert into retention default values;
select hide_table('retention');
