-- Files are listed by the date of their release, newest first: of all products, or of one.

-- Null until products tells of the release.
alter table artifact add column released_at timestamptz;
update artifact a set released_at = r.released_at from release r where r.id = a.release_id;
create index artifact_released on artifact (released_at, id);
create index artifact_product_released on artifact (product_id, released_at, id);
