-- What the vendor chose in the portal: its name, its colour, its logo. One row, there from the beginning, so that whoever changes it locks it.
create table vendor_settings (
  only_row boolean primary key default true check (only_row),
  -- Null where the configuration holds.
  name jsonb,
  accent text check (accent ~ '^#[0-9a-f]{6}$'),
  -- Checked and cleaned before it is kept: the bytes that are served.
  logo bytea,
  logo_type text check (logo_type in ('image/svg+xml', 'image/png')),
  logo_hash text,
  version bigint not null default 1,
  updated_at timestamptz,
  check ((logo is null) = (logo_type is null) and (logo is null) = (logo_hash is null))
);
insert into vendor_settings default values;
select share_table('vendor_settings');
