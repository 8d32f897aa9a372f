-- The second wall for calls of people and their machines: they reach what belongs to their organizations' trees and what is
-- their own, and never a hash. Everything else stays with the system role: logging in, refreshing, links, keys, counters.

-- The user in whose name the transaction runs; null for everybody else.
create function calling_user() returns uuid language sql stable
  return substring(current_setting('app.principal', true) from '^user:([0-9a-f-]{36})$')::uuid;

-- A person belongs to several trees at once. Their own memberships are theirs to read whatever trees the call came with, which
-- may be seconds old, and so are the names of those organizations.
create policy own on membership for select to $service using (user_id = (select calling_user()));
create policy own on organization_node for select to $service
  using (id in (select organization_id from membership where user_id = (select calling_user())));
-- Who becomes a member is decided by accepting an invitation, which nobody does in the name of an organization.
revoke insert, update on membership from $service;
grant update (role, disabled, version, updated_at) on membership to $service;

-- People see themselves and who works in their trees, without what these log in with. What others may change of a person is the
-- version, which counts changes of rights; neither status nor staff roles are within reach.
create policy own on app_user to $service using (id = (select calling_user()));
create policy tenant on app_user to $service using (exists (select from membership where membership.user_id = app_user.id));
grant select (id, email, name, locale, status, staff_roles, version, created_at, updated_at) on app_user to $service;
grant update (name, locale, version, updated_at) on app_user to $service;

create policy own on session to $service using (user_id = (select calling_user()));
grant select, update (ended_at) on session to $service;

-- What is made for an organization is made with its hash, which only the system finds things by.
revoke select, update, delete on invitation from $service;
grant select (id, organization_id, root_id, email, name, locale, role, disabled, invited_by, founding, version, created_at,
  updated_at, expires_at, closed_at) on invitation to $service;
grant update (role, disabled, version, updated_at, closed_at) on invitation to $service;

revoke select, update, delete on machine_token from $service;
grant select (id, organization_id, root_id, name, scopes, created_by, created_at, expires_at, last_used_on, revoked_at)
  on machine_token to $service;
grant update (revoked_at) on machine_token to $service;
