-- A chain per tree, and who acted for whom: what an owner reads must tell nothing of other clients or of the vendor's people.

-- The tree in which it happened: its root at that time, unlike root_id, which says who may read the entry now. Null of the
-- uuids for what belongs to no tree; the one chain of before, which ran through all trees, is its beginning and stays checkable.
alter table audit_entry add column chain_id uuid not null default '00000000-0000-0000-0000-000000000000';
-- Null in entries of before: nobody wrote down whose deed they were.
alter table audit_entry add column actor_side text check (actor_side in ('vendor', 'customer', 'portal', 'anonymous'));
-- What a customer's person or token belonged to; who may audit one of these may know who it was.
alter table audit_entry add column actor_organizations uuid[] not null default '{}';

-- The place in the chain is counted in each chain by itself.
alter table audit_entry drop constraint audit_entry_pkey;
alter table audit_entry add primary key (chain_id, seq);
