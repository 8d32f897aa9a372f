-- Licences, support certificates, purchases, and the ledger of units.

-- Products as this service knows them, from events: to name them in lists and to check what is sold.
create table product (
  id uuid primary key,
  slug text not null unique deferrable initially deferred,
  name jsonb not null,
  parameters jsonb not null,
  support_levels jsonb not null,
  status text not null,
  version bigint not null
);
select share_table('product');

-- Numbers come from sequences by way of a permutation, so that they tell nothing of how much was sold in between.
create sequence license_sequence;
create sequence certificate_sequence;
grant usage on sequence license_sequence, certificate_sequence to $service, $service_system;

create table license (
  id uuid primary key,
  organization_id uuid not null,
  root_id uuid not null,
  number text not null unique,
  product_id uuid not null,
  -- Kept equal to the ledger's balance by a trigger below; never negative.
  quantity bigint not null check (quantity >= 0),
  parameters jsonb not null,
  versions text,
  valid_from date not null,
  -- Null: perpetual.
  valid_until date,
  decision text not null default 'none' check (decision in ('none', 'suspended', 'revoked')),
  -- The licence that its units were first issued as: itself, until units move.
  origin_id uuid not null,
  purchase_id uuid,
  purchase_line int,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (valid_until >= valid_from)
);
-- Every list runs on (root, sort key, id); small parts of large trees on (organization, …); staff on (sort key, id).
create index license_root_created on license (root_id, created_at, id);
create index license_root_number on license (root_id, number, id);
create index license_root_from on license (root_id, valid_from, id);
create index license_root_until on license (root_id, coalesce(valid_until, 'infinity'::date), id);
create index license_organization on license (organization_id, created_at, id);
create index license_created on license (created_at, id);
create index license_until on license (coalesce(valid_until, 'infinity'::date), id);
create index license_from on license (valid_from, id);
create index license_purchase on license (purchase_id) where purchase_id is not null;
create unique index license_origin on license (organization_id, origin_id);
select protect_tenant_table('license');

create table certificate (
  id uuid primary key,
  organization_id uuid not null,
  root_id uuid not null,
  number text not null unique,
  product_id uuid not null,
  level text not null,
  valid_from date not null,
  valid_until date not null,
  decision text not null default 'none' check (decision in ('none', 'suspended', 'revoked')),
  purchase_id uuid,
  purchase_line int,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (valid_until >= valid_from)
);
create index certificate_root_created on certificate (root_id, created_at, id);
create index certificate_root_number on certificate (root_id, number, id);
create index certificate_root_from on certificate (root_id, valid_from, id);
create index certificate_root_until on certificate (root_id, valid_until, id);
create index certificate_organization on certificate (organization_id, created_at, id);
create index certificate_created on certificate (created_at, id);
create index certificate_until on certificate (valid_until, id);
create index certificate_from on certificate (valid_from, id);
create index certificate_purchase on certificate (purchase_id) where purchase_id is not null;
select protect_tenant_table('certificate');

-- Which licences a certificate covers, and how many of their units.
create table coverage (
  certificate_id uuid not null references certificate (id),
  license_id uuid not null references license (id),
  organization_id uuid not null,
  root_id uuid not null,
  quantity bigint not null check (quantity >= 0),
  primary key (certificate_id, license_id)
);
create index coverage_license on coverage (license_id, certificate_id);
select protect_tenant_table('coverage');

-- The ledger: units of licences, in entries that sum to zero per posting. A licence's account is the licence; what the
-- vendor issues comes out of the issuance account of the product. Entries are never changed or deleted.
create table ledger_entry (
  posting_id uuid not null,
  line smallint not null,
  account_kind text not null check (account_kind in ('license', 'issuance')),
  account_id uuid not null,
  quantity bigint not null check (quantity <> 0),
  reason text not null check (reason in ('issue', 'reversal', 'transfer')),
  organization_id uuid not null,
  root_id uuid not null,
  created_at timestamptz not null,
  primary key (posting_id, line)
);
create index ledger_entry_account on ledger_entry (account_id, created_at);
select protect_tenant_table('ledger_entry');
revoke update, delete on ledger_entry from $service, $service_system;
-- A moved tree takes its entries along; that is the only change an entry may see.
grant update (root_id) on ledger_entry to $service, $service_system;

create function check_posting() returns trigger language plpgsql set search_path = $service as $$
declare
  balance bigint;
begin
  select sum(quantity) into balance from ledger_entry where posting_id = new.posting_id;
  if balance <> 0 then
    raise exception 'posting % does not sum to zero but to %', new.posting_id, balance;
  end if;
  if new.account_kind = 'license' then
    select coalesce(sum(entry.quantity), 0) - license.quantity into balance
    from license left join ledger_entry entry on entry.account_id = license.id
    where license.id = new.account_id group by license.quantity;
    if balance is distinct from 0 then
      raise exception 'licence % differs from its ledger by %', new.account_id, balance;
    end if;
  end if;
  return null;
end $$;
create constraint trigger posting_is_balanced after insert on ledger_entry
  deferrable initially deferred for each row execute function check_posting();

-- A licence's quantity changes together with its ledger, never alone.
create function check_license_balance() returns trigger language plpgsql set search_path = $service as $$
declare
  balance bigint;
begin
  select coalesce(sum(quantity), 0) into balance from ledger_entry where account_id = new.id;
  if balance <> (select quantity from license where id = new.id) then
    raise exception 'licence % differs from its ledger', new.id;
  end if;
  return null;
end $$;
create constraint trigger quantity_follows_ledger after insert or update of quantity on license
  deferrable initially deferred for each row execute function check_license_balance();

-- What happened to a licence or certificate, as its owner may read it.
create table history (
  id uuid primary key,
  subject_id uuid not null,
  organization_id uuid not null,
  root_id uuid not null,
  at timestamptz not null,
  what text not null,
  by text not null check (by in ('vendor', 'customer', 'system')),
  details jsonb not null
);
create index history_subject on history (subject_id, at, id);
select protect_tenant_table('history');

-- Messages of the ERP, accepted and refused, as they came. Staff only: they hold contact data.
create table purchase (
  id uuid primary key,
  -- Null when the message did not even name itself.
  source text,
  external_id text,
  status text not null check (status in ('accepted', 'refused', 'reversed')),
  message jsonb not null,
  -- Of the accepted contents: what a repeated message is compared with.
  contents_hash bytea not null,
  organization_id uuid,
  errors jsonb not null default '[]',
  -- What each line became: [{ line, kind, id, number, previous_valid_until? }].
  results jsonb not null default '[]',
  purchased_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index purchase_identity on purchase (source, external_id) where source is not null and external_id is not null;
create unique index purchase_nameless on purchase (contents_hash) where source is null or external_id is null;
create index purchase_created on purchase (created_at, id);
create index purchase_status on purchase (status, created_at, id);
create index purchase_organization on purchase (organization_id, created_at, id) where organization_id is not null;
select hide_table('purchase');
