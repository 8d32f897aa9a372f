-- Transfers, and a ledger that knows the balance after each entry; see docs/adr/0022-transfers.md.

-- A licence's own units in the order of its entries, with the balance after each: what is checked costs the same however
-- long the ledger has become. The vendor's accounts have no balance: everybody issues from them at once.
alter table ledger_entry
  add column place bigint,
  add column balance bigint check (balance >= 0),
  add column transfer_id uuid;
alter table ledger_entry drop constraint ledger_entry_account_kind_check;
-- What a certificate covers of a licence is an account of its own; it comes out of the certificate's issuance.
alter table ledger_entry add check (account_kind in ('license', 'issuance', 'coverage', 'coverage_issuance'));

-- Accounts of coverage. The previous release makes rows without saying the id.
alter table coverage add column id uuid not null default gen_random_uuid() unique;

-- The certificate that it was first issued as: itself, until units move. One per origin and organization.
alter table certificate add column origin_id uuid;

-- Of a licence's units so many are promised to receivers who have not accepted yet: never more than there are.
alter table license add column pending_quantity bigint not null default 0;
alter table license add constraint license_pending check (pending_quantity >= 0 and pending_quantity <= quantity);

-- Rows that are there already get their places, balances and origins. Whoever migrates may stand before the walls; the
-- system's role passes them.
grant update (place, balance) on ledger_entry to $service_system;
create function fill_transfers() returns void language plpgsql security definer set search_path = $service, pg_temp as $$
begin
  update ledger_entry entry set place = counted.place, balance = counted.balance
  from (
    select posting_id, line, row_number() over account as place, sum(quantity) over account as balance
    from ledger_entry where account_kind = 'license'
    window account as (partition by account_id order by created_at, posting_id, line rows unbounded preceding)
  ) counted
  where entry.posting_id = counted.posting_id and entry.line = counted.line;
  update certificate set origin_id = id where origin_id is null;
  with opened as (select *, gen_random_uuid() as posting_id from coverage where quantity > 0)
  insert into ledger_entry (posting_id, line, account_kind, account_id, quantity, reason, organization_id, root_id, created_at, place, balance)
  select posting_id, 1, 'coverage_issuance', certificate_id, -quantity, 'issue', organization_id, root_id, now(), null, null from opened
  union all
  select posting_id, 2, 'coverage', id, quantity, 'issue', organization_id, root_id, now(), 1, quantity from opened;
end $$;
grant create on schema $service to $service_system;
alter function fill_transfers() owner to $service_system;
revoke create on schema $service from $service_system;
select fill_transfers();
drop function fill_transfers();
revoke update (place, balance) on ledger_entry from $service_system;

-- What was written above is checked by triggers that the rest of this file replaces.
set constraints all immediate;

create function be_own_origin() returns trigger language plpgsql as $$
begin
  new.origin_id := coalesce(new.origin_id, new.id);
  return new;
end $$;
create trigger be_own_origin before insert on certificate for each row execute function be_own_origin();
alter table certificate alter column origin_id set not null;
create unique index certificate_origin on certificate (organization_id, origin_id);
-- A whole family by its origin, to renew it together.
create index license_family on license (origin_id);
create index certificate_family on certificate (origin_id);

alter table ledger_entry add check ((account_kind in ('license', 'coverage')) = (place is not null and balance is not null));
create unique index ledger_entry_place on ledger_entry (account_id, place) where place is not null;
create index ledger_entry_issued on ledger_entry (account_id) where reason = 'issue';
create index ledger_entry_transfer on ledger_entry (transfer_id) where transfer_id is not null;
drop index ledger_entry_account;

-- Two entries of one account at the same time get the same place, and the index lets only one of them be.
create function place_entry() returns trigger language plpgsql set search_path = $service as $$
declare
  last record;
begin
  if new.account_kind in ('license', 'coverage') then
    select place, balance into last from ledger_entry where account_id = new.account_id and place is not null order by place desc limit 1;
    new.place := coalesce(last.place, 0) + 1;
    new.balance := coalesce(last.balance, 0) + new.quantity;
  end if;
  return new;
end $$;
create trigger place_entry before insert on ledger_entry for each row execute function place_entry();

create function balance_of(account uuid) returns bigint language sql stable set search_path = $service as $$
  select coalesce((select balance from ledger_entry where account_id = account and place is not null order by place desc limit 1), 0)
$$;

-- As before, but each check reads the last balance of an account instead of all its entries. Units and what covers them
-- are two currencies: each sums to zero.
create or replace function check_posting() returns trigger language plpgsql set search_path = $service as $$
declare
  off_by bigint;
begin
  select sum(quantity) into off_by from ledger_entry where posting_id = new.posting_id
    and account_kind = any (case when new.account_kind in ('license', 'issuance') then array['license', 'issuance'] else array['coverage', 'coverage_issuance'] end);
  if off_by <> 0 then
    raise exception 'posting % does not sum to zero but to %', new.posting_id, off_by;
  end if;
  if new.account_kind = 'license' then
    select balance_of(new.account_id) - quantity into off_by from license where id = new.account_id;
  elsif new.account_kind = 'coverage' then
    select balance_of(new.account_id) - quantity into off_by from coverage where id = new.account_id;
  end if;
  if off_by is distinct from 0 then
    raise exception '% % differs from its ledger by %', new.account_kind, new.account_id, off_by;
  end if;
  return null;
end $$;

create or replace function check_license_balance() returns trigger language plpgsql set search_path = $service as $$
begin
  if balance_of(new.id) <> (select quantity from license where id = new.id) then
    raise exception 'licence % differs from its ledger', new.id;
  end if;
  return null;
end $$;

create function check_coverage_balance() returns trigger language plpgsql set search_path = $service as $$
begin
  if balance_of(new.id) <> (select quantity from coverage where id = new.id) then
    raise exception 'coverage % differs from its ledger', new.id;
  end if;
  return null;
end $$;

-- What a certificate covers when it is issued is its first entry, whoever issues it.
create function open_coverage() returns trigger language plpgsql set search_path = $service as $$
declare
  posting uuid := gen_random_uuid();
begin
  if new.quantity > 0 then
    insert into ledger_entry (posting_id, line, account_kind, account_id, quantity, reason, organization_id, root_id, created_at) values
      (posting, 1, 'coverage_issuance', new.certificate_id, -new.quantity, 'issue', new.organization_id, new.root_id, now()),
      (posting, 2, 'coverage', new.id, new.quantity, 'issue', new.organization_id, new.root_id, now());
  end if;
  return null;
end $$;
create trigger open_coverage after insert on coverage for each row execute function open_coverage();
create constraint trigger coverage_follows_ledger after insert or update of quantity on coverage
  deferrable initially deferred for each row execute function check_coverage_balance();

-- From whose licences units came to a licence, each pair once: the ways back up.
create table lineage (
  license_id uuid not null references license (id),
  giver_id uuid not null references license (id),
  organization_id uuid not null,
  root_id uuid not null,
  primary key (license_id, giver_id)
);
select protect_tenant_table('lineage');

-- One row per transfer. Whose it is stands in transfer_party, since both sides may read it and their trees may differ.
create table transfer (
  id uuid primary key,
  license_id uuid not null references license (id),
  from_organization_id uuid not null,
  to_organization_id uuid not null,
  -- Their names when it was made, for who cannot look the other side up.
  from_name text not null,
  to_name text not null,
  -- Null until units have arrived.
  to_license_id uuid references license (id),
  product_id uuid not null,
  quantity bigint not null check (quantity > 0),
  status text not null check (status in ('pending', 'done', 'returned', 'declined', 'withdrawn')),
  -- What goes along: [{ id, number, to_id, to_number, quantity }].
  certificates jsonb not null,
  batch_id uuid,
  created_by text not null check (created_by in ('vendor', 'customer', 'system')),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (from_organization_id <> to_organization_id),
  check ((status in ('done', 'returned')) = (to_license_id is not null))
);
create index transfer_pending on transfer (license_id) where status = 'pending';

create table transfer_party (
  id uuid not null references transfer (id) deferrable initially deferred,
  side text not null check (side in ('giver', 'receiver')),
  organization_id uuid not null,
  root_id uuid not null,
  created_at timestamptz not null,
  primary key (id, side)
);
create index transfer_party_root on transfer_party (root_id, created_at, id);
create index transfer_party_organization on transfer_party (organization_id, created_at, id);
create index transfer_party_created on transfer_party (created_at, id);
select protect_tenant_table('transfer_party');

-- The second wall of a transfer is that of its parties.
alter table transfer enable row level security;
alter table transfer force row level security;
create policy tenant on transfer to $service using (exists (select from transfer_party party where party.id = transfer.id));
create policy system on transfer to $service_system using (true);
grant select, insert, update, delete on transfer to $service, $service_system;

-- Settings of a tree, kept with its root. No row: nothing must be accepted.
create table transfer_settings (
  organization_id uuid primary key,
  root_id uuid not null,
  acceptance boolean not null,
  version bigint not null default 1,
  updated_at timestamptz not null
);
select protect_tenant_table('transfer_settings');
