-- Within a tree the same requisites may stand twice: an owner who cannot see the other organization must not learn of it from
-- a refusal. Who sees it is told by the service, under the tree's lock; `confirmed` alone decides who receives purchases.
drop index organization_tree_requisites;
