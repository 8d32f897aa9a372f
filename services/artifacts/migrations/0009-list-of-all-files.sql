-- The list of all files has an index by another expression than that of a product's files. Over the same one the planner takes every product
-- for one of average size, and looks for the files of a small or old one among those of all.
create index artifact_released_all on artifact (coalesce(released_at, '-infinity'), id);
drop index artifact_released;
