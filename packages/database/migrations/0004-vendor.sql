-- What the vendor calls itself, as this service was told last; empty while nobody has chosen a name in the portal.
create table vendor (
  only_row boolean primary key default true check (only_row),
  -- Both null: the configured name holds.
  name_ru text,
  name_en text,
  version bigint not null,
  check ((name_ru is null) = (name_en is null))
);
select share_table('vendor');
