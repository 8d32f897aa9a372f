-- What every service has in its own schema, whatever it does: events out and in, idempotency keys, the organization tree.

-- Protects a tenant table: both walls' coarse one. The setting is read and cast inside a select so that this happens once, not
-- per row; the cast outside changes nothing but makes `any` take an array there, not a subquery.
create function protect_tenant_table(table_name regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', table_name);
  execute format('alter table %s force row level security', table_name);
  execute format($p$create policy tenant on %s to $service
    using (root_id = any ((select string_to_array(current_setting('app.roots', true), ',')::uuid[])::uuid[]))$p$, table_name);
  execute format('create policy system on %s to $service_system using (true)', table_name);
  execute format('grant select, insert, update, delete on %s to $service, $service_system', table_name);
end $$;

-- A table without tenants: readable by both roles, changed by staff and jobs only.
create function share_table(table_name regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', table_name);
  execute format('alter table %s force row level security', table_name);
  execute format('create policy tenant on %s for select to $service using (true)', table_name);
  execute format('create policy system on %s to $service_system using (true)', table_name);
  execute format('grant select on %s to $service', table_name);
  execute format('grant select, insert, update, delete on %s to $service_system', table_name);
end $$;

-- A table that only jobs, consumers and staff ever touch.
create function hide_table(table_name regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', table_name);
  execute format('alter table %s force row level security', table_name);
  execute format('create policy system on %s to $service_system using (true)', table_name);
  execute format('grant select, insert, update, delete on %s to $service_system', table_name);
end $$;

-- Events on their way out, written in the business transaction. Kept 30 days after they were published.
create table outbox (
  id uuid primary key,
  event jsonb not null,
  recorded_at timestamptz not null default now(),
  published_at timestamptz
);
create index outbox_unpublished on outbox (recorded_at, id) where published_at is null;
select hide_table('outbox');
grant insert on outbox to $service;
create policy tenant_insert on outbox for insert to $service with check (true);

-- Events that arrived: the queue, the dedup memory and the dead letters of this service's consumers in one.
create table inbox (
  event_id uuid primary key,
  event jsonb not null,
  received_at timestamptz not null default now(),
  processed_at timestamptz,
  attempts int not null default 0,
  next_attempt_at timestamptz not null default now(),
  -- Set when the service gave up: a dead letter, until somebody replays it.
  failed_at timestamptz,
  error text
);
create index inbox_pending on inbox (next_attempt_at, event_id) where processed_at is null and failed_at is null;
create index inbox_failed on inbox (failed_at) where failed_at is not null;
select hide_table('inbox');

-- Answers kept for Idempotency-Key, 24 hours. Row-level security keeps each principal to its own keys.
create table idempotency_key (
  principal text not null,
  operation text not null,
  key text not null,
  request_hash bytea not null,
  status smallint not null,
  headers jsonb not null,
  body text,
  created_at timestamptz not null default now(),
  primary key (principal, operation, key)
);
create index idempotency_key_age on idempotency_key (created_at);
alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;
create policy own on idempotency_key to $service using (principal = (select current_setting('app.principal', true)));
create policy system on idempotency_key to $service_system using (true);
-- A key that is used again after its 24 hours is overwritten, also before anybody swept it.
grant select, insert, update on idempotency_key to $service;
grant select, insert, update, delete on idempotency_key to $service_system;

-- The tree of organizations as this service knows it, from events: nodes as they came, and their closure.
create table organization_node (
  id uuid primary key,
  parent_id uuid,
  root_id uuid not null,
  name text not null,
  inn text not null,
  kpp text,
  kind text not null,
  status text not null,
  version bigint not null
);
create index organization_node_parent on organization_node (parent_id);
create index organization_node_root on organization_node (root_id);
select protect_tenant_table('organization_node');

-- One row per pair (ancestor, descendant), an organization being its own ancestor at depth 0.
create table organization_closure (
  ancestor_id uuid not null,
  descendant_id uuid not null,
  depth int not null,
  root_id uuid not null,
  primary key (ancestor_id, descendant_id)
);
create index organization_closure_descendant on organization_closure (descendant_id, ancestor_id);
select protect_tenant_table('organization_closure');

-- Recomputes the closure and the roots below `moved` from the parents of organization_node, and carries a changed root
-- into every tenant table of the schema. The caller holds the tree's advisory lock.
create function refresh_organization_subtree(moved uuid) returns void language plpgsql set search_path = $service as $$
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
  for tenant_table in
    select c.oid::regclass from pg_class c
    join pg_attribute o on o.attrelid = c.oid and o.attname = 'organization_id' and not o.attisdropped
    join pg_attribute r on r.attrelid = c.oid and r.attname = 'root_id' and not r.attisdropped
    where c.relnamespace = '$service'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  loop
    execute format('update %s t set root_id = m.root_id from moved_node m where t.organization_id = m.id and t.root_id <> m.root_id', tenant_table);
  end loop;
  update organization_node node set root_id = moved_node.root_id from moved_node
  where node.id = moved_node.id and node.root_id <> moved_node.root_id;
end $$;
