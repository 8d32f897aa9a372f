-- A row's root is its organization's, whoever writes the row and whatever moves meanwhile; see docs/adr/0015-rows-follow-their-tree.md.

-- What a writer read of the tree may be old by now, so the database reads it again and keeps it from changing until the end of
-- the transaction. Of an organization that is unknown as yet there is no row to lock, so the whole tree keeps still for it.
-- It looks past the walls, hence runs as the system's role; the second wall then judges the root that it found.
create function follow_organization_root() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  present uuid;
begin
  select root_id into present from $service.organization_node where id = new.organization_id for share;
  if not found then
    perform pg_advisory_xact_lock_shared(hashtext('organization tree'), hashtext('$service'));
    select root_id into present from $service.organization_node where id = new.organization_id for share;
  end if;
  new.root_id := coalesce(present, new.root_id);
  return new;
end $$;
-- The tables whose rows belong to an organization and its tree.
create function tenant_tables() returns setof regclass language sql stable as $$
  select c.oid::regclass from pg_class c
  join pg_attribute o on o.attrelid = c.oid and o.attname = 'organization_id' and not o.attisdropped
  join pg_attribute r on r.attrelid = c.oid and r.attname = 'root_id' and not r.attisdropped
  where c.relnamespace = '$service'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
$$;

-- An organization's own row is what the tree is made from, in a transaction that holds the tree's lock: there the organization
-- is the generated column, and nothing is to be followed.
create function follow_tree(table_name regclass) returns void language plpgsql as $$
begin
  if exists (select from pg_attribute where attrelid = table_name and attname = 'organization_id' and attgenerated = '') then
    execute format('create trigger follow_organization_root before insert or update of organization_id, root_id on %s
      for each row when (new.organization_id is not null) execute function follow_organization_root()', table_name);
  end if;
end $$;

-- As before, and its rows follow the tree.
create or replace function protect_tenant_table(table_name regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', table_name);
  execute format('alter table %s force row level security', table_name);
  execute format($p$create policy tenant on %s to $service
    using (root_id = any ((select string_to_array(current_setting('app.roots', true), ',')::uuid[])::uuid[]))$p$, table_name);
  execute format('create policy system on %s to $service_system using (true)', table_name);
  execute format('grant select, insert, update, delete on %s to $service, $service_system', table_name);
  if table_name in (select tenant_tables()) then perform follow_tree(table_name); end if;
end $$;

-- Tables that an earlier version made get the trigger too, and their rows that a move had left behind go where they belong.
create function fetch_stray_rows() returns void language plpgsql security definer set search_path = $service, pg_temp as $$
declare
  tenant_table regclass;
begin
  for tenant_table in select * from tenant_tables() loop
    execute format('update %s t set root_id = node.root_id from organization_node node
      where t.organization_id = node.id and t.root_id <> node.root_id', tenant_table);
  end loop;
end $$;

-- Whoever migrates may stand before the walls like anybody; the system's role passes them.
grant create on schema $service to $service_system;
alter function follow_organization_root() owner to $service_system;
alter function fetch_stray_rows() owner to $service_system;
revoke create on schema $service from $service_system;
revoke all on function follow_organization_root() from public;

select follow_tree(tenant_table) from tenant_tables() tenant_table;
select fetch_stray_rows();
drop function fetch_stray_rows();

-- As before, but the nodes change ahead of the rows: who writes rows of an organization holds its node, and must be waited for
-- before those rows can be seen.
create or replace function refresh_organization_subtree(moved uuid) returns void language plpgsql set search_path = $service as $$
declare
  tenant_table regclass;
begin
  create temporary table if not exists moved_path (ancestor_id uuid, descendant_id uuid, depth int) on commit delete rows;
  create temporary table if not exists moved_node (id uuid primary key, root_id uuid not null) on commit delete rows;
  truncate moved_path, moved_node;
  -- Above each moved node: the chain of parents as far as it is known. An unknown parent ends it; its arrival refreshes again.
  -- Two moves that arrive in the wrong order may look like a cycle until the second one is there: it ends the chain too.
  insert into moved_path
  with recursive
    below as (
      select id from organization_node where id = moved
      union
      select child.id from organization_node child join below on child.parent_id = below.id
    ),
    up as (
      select id as descendant_id, id as ancestor_id, 0 as depth from below
      union all
      select up.descendant_id, parent.parent_id, up.depth + 1
      from up join organization_node parent on parent.id = up.ancestor_id
      where parent.parent_id is not null
        and exists (select from organization_node known where known.id = parent.parent_id)
    ) cycle descendant_id, ancestor_id set looped using chain
  select ancestor_id, descendant_id, depth from up where not looped;
  -- The top of the chain is the root; while its own parent is unknown, the root that its event named stands in.
  insert into moved_node
  select distinct on (path.descendant_id) path.descendant_id, case when top.parent_id is null then top.id else top.root_id end
  from moved_path path join organization_node top on top.id = path.ancestor_id
  order by path.descendant_id, path.depth desc;
  delete from organization_closure where descendant_id in (select id from moved_node);
  insert into organization_closure (ancestor_id, descendant_id, depth, root_id)
  select path.ancestor_id, path.descendant_id, path.depth, node.root_id
  from moved_path path join moved_node node on node.id = path.descendant_id;
  update organization_node node set root_id = moved_node.root_id from moved_node
  where node.id = moved_node.id and node.root_id <> moved_node.root_id;
  for tenant_table in select * from tenant_tables()
  loop
    execute format('update %s t set root_id = m.root_id from moved_node m where t.organization_id = m.id and t.root_id <> m.root_id', tenant_table);
  end loop;
end $$;
