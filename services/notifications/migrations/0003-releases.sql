-- Who is told of a release follows from what the product's policies give them. Products that are known already tell theirs when they are
-- changed, or republished; until then their holders are told of every release.
alter table product
  add column update_policy text not null default 'always' check (update_policy in ('always', 'released_within_support', 'while_supported')),
  add column security_policy text not null default 'always' check (security_policy in ('always', 'with_updates'));
